namespace Triage.Models.Matching;

public static class TwinFactText
{
    public static string Of(TwinFact fact) => fact switch
    {
        TwinFact.SameSupplier => "same supplier",
        TwinFact.SameNumber => "same number",
        TwinFact.SameNumberNormalised => "same number, normalised",
        TwinFact.NumberOneEditApart => "number one edit apart",
        TwinFact.DifferentNumber => "different number",
        TwinFact.SameAmount => "same amount",
        TwinFact.SameIssueDate => "same issue date",
        TwinFact.IssueDateWithinWeek => "issue dates within 7 days",
        TwinFact.IssueDateWithinWindow => "issue dates within 45 days",
        TwinFact.SamePurchaseOrder => "same purchase order",
        TwinFact.SameLine => "same one or two lines",
        TwinFact.SameLines => "same lines, three or more",
        TwinFact.OtherCredited => "the other is credited",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };
}
