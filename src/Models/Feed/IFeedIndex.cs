using System.Collections.Immutable;
using Triage.Models.History;

namespace Triage.Models.Feed;

/// <summary>
/// A tenant's events in feed order. Positions run 1, 2, 3 … in commit order: whoever has read position n
/// has read everything before it, and nothing is ever put between.
/// </summary>
public interface IFeedIndex
{
    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="StoreRefusedException">The store does not serve this tenant.</exception>
    ValueTask<FeedHead> HeadAsync(string tenant, CancellationToken cancellationToken = default);

    /// <summary>Whoever has events, in no order.</summary>
    /// <exception cref="StoreUnavailableException"/>
    ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default);

    /// <summary>What follows a position, in order and without a gap; empty at the head.</summary>
    /// <param name="bytesMax">No further row is read once those read take so much; the first always is.</param>
    /// <exception cref="StoreUnavailableException"/>
    ValueTask<ImmutableArray<FeedRow>> ReadAsync(
        string tenant, long afterPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default);
}
