namespace Triage.Models.Gating;

/// <summary>Which of the classes show themselves yet, and by which exceptions. Exceptions never clear, so an active class cannot be outvoted.</summary>
public static class AlwaysHuman
{
    /// <summary>Empty: no source yet.</summary>
    public static IReadOnlyList<ExceptionCode> ShownBy(AlwaysHumanClass of) => of switch
    {
        AlwaysHumanClass.CreditOrTakeback => [ExceptionCode.CreditNote],
        AlwaysHumanClass.OverLimitOrSplit => [ExceptionCode.ApprovalLimit],
        AlwaysHumanClass.DuplicateOfPaid => [ExceptionCode.DuplicateSuspected],
        AlwaysHumanClass.CrossFacilityOrCurrency => [ExceptionCode.CurrencyUnexpected],
        AlwaysHumanClass.OutOfDistributionOrColdStart => [ExceptionCode.ModelUnavailable],
        AlwaysHumanClass.LateDocumentOrSupersession => [ExceptionCode.StatusContradictory],
        AlwaysHumanClass.NoRuleMatched => [ExceptionCode.NoRuleMatched],
        _ => [],
    };
}
