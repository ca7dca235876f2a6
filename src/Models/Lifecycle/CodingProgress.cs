using static Triage.Models.Lifecycle.CodingStatus;

namespace Triage.Models.Lifecycle;

internal sealed class CodingProgress() : StatusProgress<CodingStatus>(CodingTransitions.Table, Uncoded)
{
    // A suggestion for codes that somebody works on, or has confirmed, changes nothing.
    protected override bool Agrees(StatusReport report) => (report.Fact, Status) is
        (ReportedFact.CodingSuggested, not Uncoded)
        or (ReportedFact.CodingQueried, Queried)
        or (ReportedFact.CodingConfirmed, Confirmed)
        or (ReportedFact.Recoded, Recoded);

    protected override bool CanStillFit(ReportedFact fact) => CodingTransitions.Table.IsAhead(Status, fact);
}
