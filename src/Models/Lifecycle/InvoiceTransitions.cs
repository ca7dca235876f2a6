using System.Collections.Frozen;
using static Triage.Models.Lifecycle.InvoiceStatus;

namespace Triage.Models.Lifecycle;

/// <summary>The course of an invoice. An edge that is not here is a bug, found by replay as much as by the grain.</summary>
public static class InvoiceTransitions
{
    /// <summary>Statuses in which triage, a person or the host still has something to do.</summary>
    private static readonly InvoiceStatus[] Open = [Received, InReview, OnHold, Cleared, Returned, ErpRejected, Posted];

    /// <summary>Statuses in which triage still decides whether it may pass.</summary>
    private static readonly FrozenSet<InvoiceStatus> BeforePassing = [Received, InReview, OnHold, Cleared, ErpRejected];

    private static readonly FrozenSet<InvoiceStatus> AllOpen = Open.ToFrozenSet();

    public static StatusTable<InvoiceStatus> Table { get; } = new(
        [
            new(Received, Cleared, InvoiceEventType.Triaged),
            new(Received, InReview, InvoiceEventType.Triaged),
            new(Received, OnHold, InvoiceEventType.Triaged),
            new(InReview, Cleared, InvoiceEventType.Triaged),
            new(InReview, OnHold, InvoiceEventType.Triaged),
            new(OnHold, Cleared, InvoiceEventType.Triaged),
            new(OnHold, InReview, InvoiceEventType.Triaged),
            new(Cleared, InReview, InvoiceEventType.Triaged),
            new(ErpRejected, InReview, InvoiceEventType.Triaged),
            .. Staying(InvoiceEventType.Triaged, InReview, OnHold, Cleared, Posted, Returned, Rejected, Closed, Cancelled, Superseded),
            .. Staying(InvoiceEventType.ReferenceProvided, Received, InReview, OnHold, Cleared),
            .. Staying(InvoiceEventType.RetriageRequested, Received, InReview, OnHold, Cleared),
            .. Staying(InvoiceEventType.StatusReported, Enum.GetValues<InvoiceStatus>()),
            .. Leading(Cancelled, InvoiceEventType.Cancelled, Open),
            .. Leading(Cancelled, ReportedFact.Cancelled, Open),
            .. Leading(Superseded, InvoiceEventType.Superseded, Received, InReview, OnHold, Cleared, Returned, ErpRejected),
            new(Cleared, Posted, ReportedFact.Posted),
            new(Cleared, ErpRejected, ReportedFact.ErpRejected),
            new(Cleared, InReview, ReportedFact.Recalled),
            new(Posted, Closed, ReportedFact.Closed),
            new(Posted, Closed, ReportedFact.Reconciled),
            new(Returned, Closed, ReportedFact.Closed),
            new(InReview, Cleared, StatusCause.Resolution),
            new(InReview, Returned, StatusCause.Resolution),
            new(InReview, Rejected, StatusCause.Resolution),
            new(InReview, OnHold, StatusCause.Resolution),
            .. Leading(InReview, StatusCause.Reopening, Rejected, Closed),
        ],
        isAgain: edge => edge.By == StatusCause.Reopening);

    public static bool IsOpen(InvoiceStatus status) => AllOpen.Contains(status);

    /// <summary>It was posted or has ended: triage no longer asks whether it may pass, only whether what is said of it can be true.</summary>
    public static bool IsPastPassing(InvoiceStatus status) => !BeforePassing.Contains(status);

    private static IEnumerable<StatusEdge<InvoiceStatus>> Staying(StatusCause by, params InvoiceStatus[] statuses) =>
        statuses.Select(status => new StatusEdge<InvoiceStatus>(status, status, by));

    private static IEnumerable<StatusEdge<InvoiceStatus>> Leading(InvoiceStatus to, StatusCause by, params InvoiceStatus[] statuses) =>
        statuses.Select(status => new StatusEdge<InvoiceStatus>(status, to, by));
}
