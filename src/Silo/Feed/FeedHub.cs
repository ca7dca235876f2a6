using Microsoft.Extensions.Options;
using Triage.Models.Feed;

namespace Triage.Silo.Feed;

/// <summary>The feeds that somebody subscribes to in this process: the first subscriber of a tenant starts its pump, the last ends it.</summary>
internal sealed class FeedHub(IFeedIndex index, FeedPages pages, FeedNudges nudges, IOptions<FeedOptions> options, TimeProvider time, ILogger<TenantFeed> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (TenantFeed Feed, int Subscribers)> _feeds = new(StringComparer.Ordinal);

    /// <param name="head">Where the feed stands now, in case it is the first subscriber.</param>
    public TenantFeed Join(string tenant, FeedHead head)
    {
        lock (_lock)
        {
            // One that ended, because the store could not be read or was replaced, does not come back to life.
            var (feed, subscribers) = _feeds.TryGetValue(tenant, out var known) && !known.Feed.HasEnded
                ? known
                : (TenantFeed.Start(tenant, head, index, pages, options.Value, time, logger), 0);
            _feeds[tenant] = (feed, subscribers + 1);
            nudges.Set(tenant, feed.Nudge);
            return feed;
        }
    }

    public void Leave(TenantFeed feed)
    {
        lock (_lock)
        {
            if (!_feeds.TryGetValue(feed.Tenant, out var known) || known.Feed != feed)
            {
                return; // another took its place
            }

            if (known.Subscribers > 1)
            {
                _feeds[feed.Tenant] = (feed, known.Subscribers - 1);
                return;
            }

            _feeds.Remove(feed.Tenant);
            nudges.Clear(feed.Tenant);
        }

        feed.Dispose();
    }
}
