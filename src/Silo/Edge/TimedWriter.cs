using Google.Rpc;
using Grpc.Core;
using Triage.Silo.Errors;

namespace Triage.Silo.Edge;

/// <summary>
/// Hands over messages of a stream. A caller that does not take one in time is told, behind what is on its way; one that does not
/// take even that has its call reset, and the others on its connection go on.
/// </summary>
internal sealed class TimedWriter<T>(IServerStreamWriter<T> stream, ServerCallContext call, EdgeOptions edge, TimeProvider time) : IAsyncDisposable
{
    private Task? untaken;

    /// <param name="resume">What the caller is told besides when it is too slow.</param>
    public async Task WriteAsync(T message, Func<(string Key, string Value)[]> resume, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (untaken is not null)
        {
            throw TooSlow(resume()); // one who shares the stream was told already
        }

        // Without a token: one that is cancelled during a write resets the stream, and nobody is told anything.
        var write = stream.WriteAsync(message, CancellationToken.None);
        if (!write.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(write, Task.Delay(edge.StreamWriteTimeout, time, stop.Token));
            await stop.CancelAsync();
            if (!write.IsCompleted)
            {
                // It ends with the call, one way or the other.
                _ = write.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                untaken = write;
                cancellationToken.ThrowIfCancellationRequested();
                throw TooSlow(resume());
            }
        }

        await write;
    }

    /// <summary>After the call let go of all that it held.</summary>
    public async ValueTask DisposeAsync()
    {
        if (untaken is not null)
        {
            await untaken.WaitAsync(edge.AnswerTakenTimeout, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!untaken.IsCompleted)
            {
                call.GetHttpContext().Abort();
            }
        }
    }

    private static RpcException TooSlow((string Key, string Value)[] resume) => RpcErrors.Of(
        Code.ResourceExhausted,
        "The stream's messages were not taken in time; resume where the details say, and read faster or ask for less.",
        RpcErrors.Info(ErrorReason.SubscriberTooSlow, resume),
        RpcErrors.Retry());
}
