using System.Collections.Immutable;
using Triage.Models.Feed;

namespace Triage.Grains.Tests.Scoring;

/// <summary>A feed that is long: whoever begins to read it from the beginning waits until the test lets go.</summary>
internal sealed class HeldFeed(IFeedIndex feed) : IFeedIndex
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsHeld { get; set; }

    public void Release() => _released.TrySetResult();

    public ValueTask<FeedHead> HeadAsync(string tenant, CancellationToken cancellationToken = default) => feed.HeadAsync(tenant, cancellationToken);

    public ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default) => feed.TenantsAsync(cancellationToken);

    public async ValueTask<ImmutableArray<FeedRow>> ReadAsync(string tenant, long afterPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default)
    {
        if (IsHeld && afterPosition == 0)
        {
            await _released.Task.WaitAsync(cancellationToken);
        }

        return await feed.ReadAsync(tenant, afterPosition, countMax, bytesMax, cancellationToken);
    }
}
