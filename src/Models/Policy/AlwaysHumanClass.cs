namespace Triage.Models.Policy;

/// <summary>The classes of invoices that a person decides whatever the scores say.</summary>
public enum AlwaysHumanClass : byte
{
    MedicalNecessity = 1,
    UnlistedOrModifiedProcedure = 2,
    BankDetailsOrSupplierStanding = 3,
    CreditOrTakeback = 4,
    DrugPricingOrConsignment = 5,
    OverLimitOrSplit = 6,
    DuplicateOfPaid = 7,
    CrossFacilityOrCurrency = 8,
    ExtractionUnsure = 9,
    OutOfDistributionOrColdStart = 10,
    PromptPayDeadlineAtRisk = 11,
    LateDocumentOrSupersession = 12,
    LegalHoldOrPatientData = 13,
    NoRuleMatched = 14,
}
