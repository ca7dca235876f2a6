using Triage.Models.Feed;

namespace Triage.Grains.Drift;

/// <summary>Where a time lies in a tenant's feed. Positions are in the order of commits, and times of events only nearly so: an append takes a moment, and clocks of processes differ.</summary>
internal static class FeedTimes
{
    private const long DisorderMicros = 60_000_000;

    /// <summary>Positions between which all events of a time are: behind the first, up to the second. A few of a minute before and after are among them.</summary>
    public static async ValueTask<(long After, long UpTo)> BetweenAsync(this IFeedIndex feed, string tenant, long fromMicros, long untilMicros, CancellationToken cancellationToken)
    {
        var head = (await feed.HeadAsync(tenant, cancellationToken)).Position;
        var after = await BeforeAsync(feed, tenant, 0, head, fromMicros - DisorderMicros, cancellationToken);
        return (after, await BeforeAsync(feed, tenant, after, head, untilMicros + DisorderMicros, cancellationToken));
    }

    /// <summary>By halves: a row of each is read.</summary>
    /// <returns>The last position before the time.</returns>
    private static async ValueTask<long> BeforeAsync(IFeedIndex feed, string tenant, long low, long high, long atMicros, CancellationToken cancellationToken)
    {
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (await feed.ReadAsync(tenant, middle, countMax: 1, bytesMax: 1, cancellationToken) is [var row] && row.Event.AtMicros < atMicros)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
