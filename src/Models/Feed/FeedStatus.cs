using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;

namespace Triage.Models.Feed;

/// <summary>Spares most readers the history before an event: what is said here is what folding it gives.</summary>
public static class FeedStatus
{
    /// <returns><c>null</c>: it depends on what was before.</returns>
    public static InvoiceStatus? GivenBy(InvoiceEvent happened) => happened switch
    {
        Received => InvoiceStatus.Received,
        Triaged { Verdict.Kind: VerdictKind.Clear } => InvoiceStatus.Cleared,
        Triaged { Verdict.Kind: VerdictKind.Review } => InvoiceStatus.InReview,
        Triaged { Verdict.Kind: VerdictKind.Hold } => InvoiceStatus.OnHold,
        Cancelled => InvoiceStatus.Cancelled,
        Superseded => InvoiceStatus.Superseded,
        _ => null,
    };
}
