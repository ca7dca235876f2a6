using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Models.Feed;

/// <summary>An event as the feed reads it: not decoded yet, because many readers want only some.</summary>
/// <param name="Facility">Of the invoice; <c>null</c> where it names none.</param>
public sealed record FeedRow(
    long Position, InvoiceKey Key, long Seq, EncodedEvent Event, string SourceSystem, string? Facility, string? ServiceLine)
{
    /// <summary>What it takes in memory, about.</summary>
    public int Bytes => 256 + Event.Payload.Length + (Event.Sensitive?.Length ?? 0);
}
