using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Load.Calls;

/// <summary>One stream: messages leave in one flush while more of them wait, answers find their sender by ordinal.</summary>
internal sealed class OpenStream : IAsyncDisposable
{
    private static readonly WriteOptions MoreFollow = new(WriteFlags.BufferHint);

    private readonly AsyncDuplexStreamingCall<byte[], Answer> _call;
    private readonly Channel<byte[]> _unsent = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<long, TaskCompletionSource<(StatusCode, ReadOnlyMemory<byte>)>> _unanswered = new();
    private readonly Task _sending;
    private readonly Task _reading;
    private volatile StatusCode _broken = StatusCode.OK;

    public OpenStream(AsyncDuplexStreamingCall<byte[], Answer> call)
    {
        _call = call;
        _sending = Task.Run(SendUnsentAsync);
        _reading = Task.Run(ReadAnswersAsync);
    }

    public Task<(StatusCode Status, ReadOnlyMemory<byte> Accepted)> SendAsync(long ordinal, byte[] submit)
    {
        var answer = new TaskCompletionSource<(StatusCode, ReadOnlyMemory<byte>)>(TaskCreationOptions.RunContinuationsAsynchronously);
        _unanswered[ordinal] = answer;
        _unsent.Writer.TryWrite(Framed(ordinal, submit));
        if (_broken is var status and not StatusCode.OK)
        {
            answer.TrySetResult((status, default));
        }

        return answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _unsent.Writer.TryComplete();
        await _sending;
        await _reading;
        _call.Dispose();
    }

    // A SubmitStreamRequest around a Submit whose bytes are there already.
    private static byte[] Framed(long ordinal, byte[] submit)
    {
        var size = 2 + CodedOutputStream.ComputeInt64Size(ordinal) + CodedOutputStream.ComputeLengthSize(submit.Length) + submit.Length;
        var bytes = new byte[size];
        using var writer = new CodedOutputStream(bytes);
        writer.WriteTag(SubmitStreamRequest.OrdinalFieldNumber, WireFormat.WireType.Varint);
        writer.WriteInt64(ordinal);
        writer.WriteTag(SubmitStreamRequest.SubmitFieldNumber, WireFormat.WireType.LengthDelimited);
        writer.WriteLength(submit.Length);
        submit.CopyTo(bytes.AsSpan(size - submit.Length));
        return bytes;
    }

    private async Task SendUnsentAsync()
    {
        try
        {
            await foreach (var message in _unsent.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                _call.RequestStream.WriteOptions = _unsent.Reader.TryPeek(out _) ? MoreFollow : null;
                await _call.RequestStream.WriteAsync(message).ConfigureAwait(false);
            }

            await _call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is RpcException or InvalidOperationException)
        {
            // The reading side learns why, and answers for all.
        }
    }

    private async Task ReadAnswersAsync()
    {
        var ended = StatusCode.OK;
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                var (ordinal, status, accepted) = StreamAnswer.Read(_call.ResponseStream.Current.Bytes);
                if (_unanswered.TryRemove(ordinal, out var answer))
                {
                    answer.TrySetResult((status, accepted));
                }
            }
        }
        catch (RpcException broken)
        {
            ended = broken.StatusCode;
        }

        // Whoever still waits, and whoever comes later, gets no answer.
        _broken = ended == StatusCode.OK ? StatusCode.Unknown : ended;
        foreach (var (_, answer) in _unanswered)
        {
            answer.TrySetResult((_broken, default));
        }
    }
}
