using Triage.Models.Feed;
using Triage.Models.Lifecycle;

namespace Triage.Verify;

/// <summary>A tenant's feed as the store holds it.</summary>
internal sealed class FeedTruth
{
    private readonly Dictionary<long, (string EventId, InvoiceEventType Type, string? Facility, string SourceSystem)> _events = [];

    public FeedTruth(IEnumerable<FeedRow> rows)
    {
        foreach (var row in rows)
        {
            // Thousands of rows share a few names.
            _events[row.Position] = (FeedEventId.Of(row), row.Event.Type, row.Facility is null ? null : string.Intern(row.Facility), string.Intern(row.SourceSystem));
        }
    }

    public bool Has(long position, string? eventId) => _events.TryGetValue(position, out var happened) && happened.EventId == eventId;

    public bool IsAskedFor(long position, FeedQuestion question) =>
        _events.TryGetValue(position, out var happened) && question.Asks(happened.Type, happened.Facility, happened.SourceSystem);

    public bool Exists(long position) => _events.ContainsKey(position);
}
