namespace Triage.Models.Matching;

/// <summary>
/// What each fact adds to, or takes from, the belief that two invoices are one bill. Evidence that adds up is
/// Fellegi and Sunter's (A Theory for Record Linkage, JASA 64, 1969), whose weights are logarithms of likelihood
/// ratios. These are set by hand: they order twins and are no calibrated probability; a trained model replaces them.
/// </summary>
public static class TwinPoints
{
    public static int Of(TwinFact fact) => fact switch
    {
        TwinFact.SameSupplier => 10,
        TwinFact.SameNumber => 40,
        TwinFact.SameNumberNormalised => 35,
        TwinFact.NumberOneEditApart => 25,
        TwinFact.DifferentNumber => -25,
        TwinFact.SameAmount => 20,
        TwinFact.SameIssueDate => 15,
        TwinFact.IssueDateWithinWeek => 8,
        TwinFact.IssueDateWithinWindow => 3,
        TwinFact.SamePurchaseOrder => 5,
        TwinFact.SameLine => 10,
        TwinFact.SameLines => 15,
        TwinFact.OtherCredited => -40,
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };
}
