using System.Collections.Frozen;
using static Triage.Models.Gating.ExceptionCode;
using static Triage.Models.Gating.Severity;

namespace Triage.Models.Gating;

/// <summary>What is known of each exception: data, so that queues and service levels need no code. docs/exceptions.md shows it.</summary>
public static class ExceptionCatalogue
{
    private static readonly FrozenDictionary<ExceptionCode, ExceptionKind> Kinds = new ExceptionKind[]
    {
        new(DuplicateSuspected, High, "duplicates", 8),
        new(AmountAnomaly, Medium, "accounts-payable", 24),
        new(PatternAnomaly, Medium, "accounts-payable", 24),
        new(SupplierUnknown, High, "master-data", 24),
        new(SupplierOnHold, High, "master-data", 24),
        new(SupplierExcluded, Critical, "compliance", 4),
        new(BankDetailsChanged, Critical, "compliance", 4),
        new(ReferenceMissing, Medium, "accounts-payable", 48),
        new(PoMissing, Medium, "procurement", 48),
        new(PoExhausted, High, "procurement", 24),
        new(QuantityMismatch, Medium, "procurement", 24),
        new(PriceVariance, Medium, "procurement", 24),
        new(ContractExpired, High, "procurement", 24),
        new(ServiceRecordMissing, Medium, "revenue-cycle", 48),
        new(CodingAmbiguous, Low, "coding", 48),
        new(CodingRegulated, High, "coding", 24),
        new(CodingConflict, Medium, "coding", 24),
        new(DocumentMissing, Medium, "accounts-payable", 48),
        new(DocumentUnreadable, Medium, "accounts-payable", 24),
        new(ExtractionUnsure, Medium, "accounts-payable", 24),
        new(TotalsInconsistent, High, "accounts-payable", 24),
        new(LinesRepeated, Medium, "accounts-payable", 24),
        new(CreditNote, Medium, "accounts-payable", 24),
        new(TaxInvalid, High, "tax", 24),
        new(DateInvalid, Medium, "accounts-payable", 24),
        new(CurrencyUnexpected, High, "accounts-payable", 24),
        new(PayerMismatch, High, "revenue-cycle", 24),
        new(RemittanceShort, Medium, "revenue-cycle", 24),
        new(PaymentFailed, High, "treasury", 8),
        new(StatusContradictory, High, "accounts-payable", 8),
        new(IntegrationFailed, High, "operations", 4),
        new(ApprovalLimit, Medium, "approvals", 24),
        new(LimitSplit, High, "approvals", 24),
        new(FacilityColdStart, Low, "accounts-payable", 48),
        new(ModelUnavailable, Medium, "operations", 8),
        new(NoRuleMatched, Low, "accounts-payable", 48),
    }.ToFrozenDictionary(kind => kind.Code);

    public static ExceptionKind Of(ExceptionCode code) => Kinds[code];
}

/// <param name="Queue">Where people look for it unless the policy says otherwise.</param>
/// <param name="ServiceLevelHours">Business hours until it should be resolved.</param>
public sealed record ExceptionKind(ExceptionCode Code, Severity Severity, string Queue, int ServiceLevelHours);
