using Google.Rpc;
using Grpc.Core;
using Triage.Silo.Errors;

namespace Triage.Silo.Edge;

/// <summary>Hands over messages of a stream; a caller that does not take one in time is told, and keeps nothing here.</summary>
internal sealed class TimedWriter<T>(IServerStreamWriter<T> stream, TimeSpan timeout, TimeProvider time)
{
    /// <param name="resume">What the caller is told besides when it is too slow.</param>
    public async Task WriteAsync(T message, Func<(string Key, string Value)[]> resume, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Without a token: one that is cancelled during a write resets the stream, and nobody is told anything.
        var write = stream.WriteAsync(message, CancellationToken.None);
        if (!write.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(write, Task.Delay(timeout, time, stop.Token));
            await stop.CancelAsync();
            if (!write.IsCompleted)
            {
                // It ends with the call, one way or the other.
                _ = write.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                cancellationToken.ThrowIfCancellationRequested();
                throw TooSlow(resume());
            }
        }

        await write;
    }

    private static RpcException TooSlow((string Key, string Value)[] resume) => RpcErrors.Of(
        Code.ResourceExhausted,
        "The stream's messages were not taken in time; resume where the details say, and read faster or ask for less.",
        RpcErrors.Info(ErrorReason.SubscriberTooSlow, resume),
        RpcErrors.Retry());
}
