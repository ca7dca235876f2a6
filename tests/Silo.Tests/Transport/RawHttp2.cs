using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Triage.Silo.Tests.Transport;

/// <summary>Writes frames that no client library would, and reads what comes back.</summary>
internal sealed class RawHttp2 : IDisposable
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;

    private RawHttp2(TcpClient tcp) => (_tcp, _stream) = (tcp, tcp.GetStream());

    public static async Task<RawHttp2> ConnectAsync(Uri address, bool preface = true)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var raw = new RawHttp2(tcp);
        if (preface)
        {
            await raw.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());

            // No table: every header of an answer is written out.
            await raw.WriteFrameAsync(Http2Frame.Settings, 0, 0, [0, 1, 0, 0, 0, 0]);
        }

        return raw;
    }

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

    public Task WriteFrameAsync(byte type, byte flags, int stream, byte[] payload) => WriteAsync(Http2Frame.Encode(type, flags, stream, payload));

    /// <summary>A gRPC call's headers; more, or other ones, after them.</summary>
    public Task WriteHeadersAsync(int stream, string rpc, string? token, bool endStream = false, params (string Name, string Value)[] more)
    {
        (string, string)[] headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", rpc), (":authority", "localhost"), ("content-type", "application/grpc"), ("te", "trailers"),
            .. token is null ? [] : new[] { ("authorization", $"Bearer {token}") }, .. more,
        ];
        return WriteHeaderBlockAsync(stream, Hpack.Encode(headers), endStream);
    }

    /// <summary>In as many frames as it needs.</summary>
    public async Task WriteHeaderBlockAsync(int stream, byte[] block, bool endStream)
    {
        const int FrameMax = 16_384;
        for (var at = 0; at == 0 || at < block.Length; at += FrameMax)
        {
            var part = block[at..Math.Min(at + FrameMax, block.Length)];
            var flags = (byte)((at + FrameMax >= block.Length ? Http2Frame.EndHeaders : 0) | (at == 0 && endStream ? Http2Frame.EndStream : 0));
            await WriteFrameAsync(at == 0 ? Http2Frame.Headers : Http2Frame.Continuation, flags, stream, part);
        }
    }

    public Task WriteDataAsync(int stream, byte[] data, bool endStream) => WriteFrameAsync(Http2Frame.Data, endStream ? Http2Frame.EndStream : (byte)0, stream, data);

    /// <summary>Reads until the stream, or the connection, is over.</summary>
    public async Task<RawAnswer> AnswerAsync(int stream)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(AnswerMax);
        var headers = new List<(string Name, string Value)>();
        try
        {
            while (await ReadFrameAsync(late.Token) is { } frame)
            {
                switch (frame.Type)
                {
                    case Http2Frame.GoAway:
                        return new RawAnswer(headers) { GoAway = BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4)) };
                    case Http2Frame.Reset when frame.Stream == stream:
                        return new RawAnswer(headers) { Reset = BinaryPrimitives.ReadInt32BigEndian(frame.Payload) };
                    case Http2Frame.Headers when frame.Stream == stream:
                        headers.AddRange(Hpack.Decode(frame.Payload));
                        break;
                }

                if (frame.Stream == stream && frame.Type is Http2Frame.Headers or Http2Frame.Data && (frame.Flags & Http2Frame.EndStream) != 0)
                {
                    return new RawAnswer(headers);
                }
            }
        }
        catch (IOException)
        {
            return new RawAnswer(headers) { IsClosed = true };
        }

        return new RawAnswer(headers) { IsClosed = true };
    }

    /// <returns><c>null</c>: the connection is closed.</returns>
    public async Task<Http2Frame?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var head = new byte[9];
            if (await _stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < head.Length)
            {
                return null;
            }

            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            if (await _stream.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false, cancellationToken) < payload.Length)
            {
                return null;
            }

            var frame = new Http2Frame(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue, payload);
            if (frame is { Type: Http2Frame.Settings, Flags: 0 })
            {
                await WriteFrameAsync(Http2Frame.Settings, Http2Frame.Ack, 0, []);
            }
            else
            {
                return frame;
            }
        }
    }

    /// <summary>Whatever is answered until the server closes, as text: for what is not HTTP/2.</summary>
    /// <returns><c>null</c>: it did not close in time.</returns>
    public async Task<string?> ReadToEndAsync(TimeSpan max)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(max);
        var bytes = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(bytes, late.Token);
        }
        catch (IOException)
        {
            // Reset by the server: what came before counts.
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    public void Dispose() => _tcp.Dispose();
}
