namespace Triage.Models.Scoring.Priority;

/// <summary>Points by cause. They add up to the score exactly.</summary>
/// <param name="Effort">Above 0 for work shorter than usual, below for longer.</param>
/// <param name="Age">Rises while it waits; the other parts change only when a step of a deadline passes.</param>
public sealed record PriorityParts(int ValueAtRisk, int DueDate, int Discount, int Sla, int Severity, int Effort, long Age)
{
    public int SumWithoutAge => ValueAtRisk + DueDate + Discount + Sla + Severity + Effort;

    public long Sum => SumWithoutAge + Age;
}
