using System.Collections.Frozen;
using Triage.Grains.Invoices;
using Triage.Models.Feed;
using Triage.Models.Lifecycle;

namespace Triage.Silo.Feed;

/// <summary>What a caller gets of the feed: what it may see, and of that what it asked for. An empty set asks for everything.</summary>
internal sealed record FeedFilter(Caller Caller, FrozenSet<InvoiceEventType> Types, FrozenSet<string> Facilities, FrozenSet<string> SourceSystems)
{
    public bool Passes(FeedRow row) =>
        Caller.MaySee(row.Facility)
        && (Types.Count == 0 || Types.Contains(row.Event.Type))
        && (Facilities.Count == 0 || (row.Facility is { } facility && Facilities.Contains(facility)))
        && (SourceSystems.Count == 0 || SourceSystems.Contains(row.SourceSystem));
}
