using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;

namespace Triage.Models.Feed;

/// <summary>Spares most readers the history before an event: what is said here is what folding it gives.</summary>
public static class FeedStatuses
{
    /// <returns><c>null</c>: it depends on what was before. The second event is known when it is the verdict: nothing can have been reported.</returns>
    public static ReportedStatuses? GivenBy(long seq, InvoiceEvent happened) => (seq, happened) switch
    {
        (1, Received) => Untouched(InvoiceStatus.Received),
        (2, Triaged { Verdict.Kind: VerdictKind.Clear }) => Untouched(InvoiceStatus.Cleared),
        (2, Triaged { Verdict.Kind: VerdictKind.Review }) => Untouched(InvoiceStatus.InReview),
        (2, Triaged { Verdict.Kind: VerdictKind.Hold }) => Untouched(InvoiceStatus.OnHold),
        _ => null,
    };

    private static ReportedStatuses Untouched(InvoiceStatus invoice) => new(invoice, CodingStatus.Uncoded, PaymentStatus.NotReady);
}
