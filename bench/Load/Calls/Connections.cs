using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Triage.Cli.Bench.Plan;

namespace Triage.Load.Calls;

/// <summary>Connections of their own, used in turn, and what every call carries.</summary>
internal sealed class Connections : IDisposable
{
    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel[] _channels;
    private readonly Metadata _headers = [];
    private uint _turn;

    public Connections(LoadPlan plan)
    {
        if (!IPAddress.TryParse(plan.Address.Host, out var host) || !IPAddress.IsLoopback(host))
        {
            throw new ArgumentException($"{plan.Address} is no address of the loopback interface, and the load generator sends nowhere else.");
        }

        if (plan.Token is { } token)
        {
            _headers.Add("authorization", "Bearer " + token);
        }

        _channels = [.. Enumerable.Range(0, plan.Connections).Select(_ => GrpcChannel.ForAddress(plan.Address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false, UseProxy = false },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
        }))];
    }

    public IReadOnlyList<CallInvoker> All => [.. _channels.Select(channel => channel.CreateCallInvoker())];

    /// <summary>A fresh deadline for a unary call: a service that hangs ends the run.</summary>
    public CallOptions Options() => new(_headers, DateTime.UtcNow + CallMax);

    /// <summary>For a stream, which lives as long as the run.</summary>
    public CallOptions StreamOptions() => new(_headers);

    public static int Turn(ref uint turn, int of) => (int)(Interlocked.Increment(ref turn) % (uint)of);

    public CallInvoker Next(IReadOnlyList<CallInvoker> invokers) => invokers[Turn(ref _turn, invokers.Count)];

    public void Dispose()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }
    }
}
