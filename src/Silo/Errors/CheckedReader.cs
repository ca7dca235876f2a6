using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>What a stream's messages are is the caller's doing: whatever fails in reading one, other than that the caller left, is its mistake.</summary>
/// <param name="left">The caller is gone.</param>
internal sealed class CheckedReader<T>(IAsyncStreamReader<T> requests, CancellationToken left) : IAsyncStreamReader<T>
{
    public T Current => requests.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await requests.MoveNext(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is not (RpcException or OperationCanceledException) && !left.IsCancellationRequested)
        {
            throw ErrorMapping.Unreadable();
        }
    }
}
