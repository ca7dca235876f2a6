using Triage.Models.Feed;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Feed;

/// <summary>An event on its way to subscribers. It becomes a message when the first of them wants it, and then serves all.</summary>
internal sealed class FeedEntry(FeedRow row, Func<FeedRow, Task<Proto.FeedEvent>> read)
{
    private readonly Lock _lock = new();
    private Task<Proto.FeedEvent>? _message;

    public FeedRow Row => row;

    public long Position => row.Position;

    public Task<Proto.FeedEvent> MessageAsync()
    {
        lock (_lock)
        {
            // One that failed, because the store could not be read for a moment, is read again.
            return _message is { IsFaulted: false, IsCanceled: false } ? _message : _message = read(row);
        }
    }
}
