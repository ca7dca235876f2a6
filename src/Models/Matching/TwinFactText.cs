namespace Triage.Models.Matching;

public static class TwinFactText
{
    /// <summary>The fact in words, as people and the contract see it.</summary>
    public static string Of(TwinFact fact) => fact switch
    {
        TwinFact.SameSupplier => "same supplier",
        TwinFact.SameNumber => "same number",
        TwinFact.SameNumberNormalised => "same number, normalised",
        TwinFact.NumberOneEditApart => "number one character apart",
        TwinFact.DifferentNumber => "different number",
        TwinFact.SameAmount => "same amount",
        TwinFact.SameIssueDate => "same issue date",
        TwinFact.IssueDateWithinWeek => "issued within a week",
        TwinFact.IssueDateWithinWindow => "issued within 45 days",
        TwinFact.SamePurchaseOrder => "same purchase order",
        TwinFact.SameLine => "same lines",
        TwinFact.SameLines => "same three or more lines",
        TwinFact.OtherCredited => "the other was credited",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };
}
