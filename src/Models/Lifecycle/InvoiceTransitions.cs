using System.Collections.Frozen;
using static Triage.Models.Lifecycle.InvoiceStatus;

namespace Triage.Models.Lifecycle;

/// <summary>
/// Which status may follow which, and the event that causes it. An edge that is not here is a bug,
/// found by replay as much as by the grain.
/// </summary>
public static class InvoiceTransitions
{
    private static readonly FrozenSet<(InvoiceStatus From, InvoiceStatus To, InvoiceEventType By)> Edges =
    [
        (Received, Cleared, InvoiceEventType.Triaged),
        (Received, InReview, InvoiceEventType.Triaged),
        (Received, OnHold, InvoiceEventType.Triaged),
        (InReview, Cleared, InvoiceEventType.Triaged),
        (InReview, InReview, InvoiceEventType.Triaged),
        (InReview, OnHold, InvoiceEventType.Triaged),
        (OnHold, Cleared, InvoiceEventType.Triaged),
        (OnHold, InReview, InvoiceEventType.Triaged),
        (OnHold, OnHold, InvoiceEventType.Triaged),
        (Cleared, Cleared, InvoiceEventType.Triaged),
        (Cleared, InReview, InvoiceEventType.Triaged),
        .. Staying(InvoiceEventType.ReferenceProvided, Received, InReview, OnHold, Cleared),
        .. Staying(InvoiceEventType.RetriageRequested, Received, InReview, OnHold, Cleared),
        .. Ending(Cancelled, InvoiceEventType.Cancelled, Received, InReview, OnHold, Cleared, Returned, ErpRejected),
        .. Ending(Superseded, InvoiceEventType.Superseded, Received, InReview, OnHold, Cleared, Returned, ErpRejected),
    ];

    /// <summary>Statuses in which triage, a person or the host still has something to do.</summary>
    private static readonly FrozenSet<InvoiceStatus> Open = [Received, InReview, OnHold, Cleared, Returned, ErpRejected, Posted];

    public static bool IsLegal(InvoiceStatus from, InvoiceStatus to, InvoiceEventType by) => Edges.Contains((from, to, by));

    public static bool IsOpen(InvoiceStatus status) => Open.Contains(status);

    public static IReadOnlyCollection<(InvoiceStatus From, InvoiceStatus To, InvoiceEventType By)> All => Edges;

    private static IEnumerable<(InvoiceStatus, InvoiceStatus, InvoiceEventType)> Staying(InvoiceEventType by, params InvoiceStatus[] statuses) =>
        statuses.Select(s => (s, s, by));

    private static IEnumerable<(InvoiceStatus, InvoiceStatus, InvoiceEventType)> Ending(InvoiceStatus end, InvoiceEventType by, params InvoiceStatus[] statuses) =>
        statuses.Select(s => (s, end, by));
}
