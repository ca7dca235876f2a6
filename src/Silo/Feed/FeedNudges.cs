using System.Collections.Concurrent;

namespace Triage.Silo.Feed;

/// <summary>Where commits of this process are told to the pumps that stand; without one, telling costs a look.</summary>
internal sealed class FeedNudges
{
    private readonly ConcurrentDictionary<string, FeedNudge> _ofTenants = new(StringComparer.Ordinal);

    public void Give(string tenant)
    {
        if (_ofTenants.TryGetValue(tenant, out var nudge))
        {
            nudge.Give();
        }
    }

    public void Set(string tenant, FeedNudge nudge) => _ofTenants[tenant] = nudge;

    public void Clear(string tenant) => _ofTenants.TryRemove(tenant, out _);
}
