using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Triage.TestKit;

/// <summary>A wire between a client and a server on loopback that a test can slow, freeze and break.</summary>
public sealed class TcpProxy : IDisposable
{
    private readonly int _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Wire, bool> _wires = new();
    private readonly CancellationTokenSource _end = new();

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Each direction, for every wire.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How often an answer was kept back: that the fault took effect.</summary>
    public int Broken { get; private set; }

    /// <summary>The server gets what is sent, but the wires of now break in place of its next answer.</summary>
    public void BreakAtNextAnswer()
    {
        foreach (var wire in _wires.Keys)
        {
            wire.BreaksAtAnswer = true;
        }
    }

    /// <summary>At once, in both directions.</summary>
    public void Cut()
    {
        foreach (var wire in _wires.Keys)
        {
            wire.Close();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        Cut();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                var wire = new Wire(client, server);
                _wires[wire] = true;
                _ = CopyAsync(wire, client, server, isAnswer: false);
                _ = CopyAsync(wire, server, client, isAnswer: true);
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The server is away, so this client is refused; or the proxy ends.
            }
        }
    }

    private async Task CopyAsync(Wire wire, TcpClient from, TcpClient to, bool isAnswer)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is var read and > 0)
            {
                if (isAnswer && wire.BreaksAtAnswer)
                {
                    Broken++;
                    break;
                }

                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, _end.Token);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; the other follows.
        }

        _wires.TryRemove(wire, out _);
        wire.Close();
    }

    private sealed class Wire(TcpClient client, TcpClient server)
    {
        public bool BreaksAtAnswer { get; set; }

        public void Close()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
