using static Triage.Models.Lifecycle.CodingStatus;

namespace Triage.Models.Lifecycle;

/// <summary>The course of an invoice's codes, as the system in which they are made reports it.</summary>
public static class CodingTransitions
{
    public static StatusTable<CodingStatus> Table { get; } = new(
        [
            new(Uncoded, Suggested, ReportedFact.CodingSuggested),
            new(Uncoded, Confirmed, ReportedFact.CodingConfirmed),
            new(Suggested, Confirmed, ReportedFact.CodingConfirmed),
            new(Suggested, Queried, ReportedFact.CodingQueried),
            new(Queried, Confirmed, ReportedFact.CodingConfirmed),
            new(Confirmed, Recoded, ReportedFact.Recoded),
            new(Recoded, Confirmed, ReportedFact.CodingConfirmed),
        ],
        isAgain: _ => false);
}
