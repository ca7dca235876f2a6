using System.Collections.Frozen;
using System.Collections.Immutable;
using static Triage.Models.Gating.ExceptionCode;
using static Triage.Models.Gating.ResolverRole;
using static Triage.Models.Gating.ReviewQueue;
using static Triage.Models.Gating.Severity;

namespace Triage.Models.Gating;

/// <summary>The taxonomy as data; docs/exceptions.md shows the same table and a test compares them.</summary>
public static class ExceptionCatalogue
{
    public static readonly ImmutableArray<ExceptionEntry> All =
    [
        new(DuplicateSuspected, High, AccountsPayable, 24, 12, Supervisor, "Another invoice may be the same bill."),
        new(AmountAnomaly, Medium, AccountsPayable, 48, 15, Reviewer, "The amount is unusual for its supplier, service and facility."),
        new(PatternAnomaly, Medium, AccountsPayable, 48, 15, Reviewer, "The combination of fields is unusual."),
        new(SupplierUnknown, High, SupplierMaster, 24, 25, Compliance, "The supplier is not in master data."),
        new(SupplierOnHold, High, SupplierMaster, 24, 15, Compliance, "The supplier is on hold."),
        new(SupplierExcluded, Critical, SupplierMaster, 4, 40, Compliance, "The supplier is an excluded party."),
        new(BankDetailsChanged, Critical, SupplierMaster, 4, 30, Compliance, "The remit-to account differs from the known one."),
        new(ReferenceMissing, Medium, AccountsPayable, 48, 8, Reviewer, "A reference that policy or kind asks for is absent."),
        new(PoMissing, Medium, Procurement, 48, 10, Reviewer, "The purchase order that policy asks for is absent."),
        new(PoExhausted, High, Procurement, 24, 20, Supervisor, "The purchase order has too little left."),
        new(QuantityMismatch, Medium, Procurement, 48, 20, Reviewer, "The quantity differs from what was ordered or received."),
        new(PriceVariance, Medium, Procurement, 48, 20, Reviewer, "The price differs from the order or the contract."),
        new(ContractExpired, Medium, Procurement, 48, 20, Supervisor, "The contract does not cover the date."),
        new(ServiceRecordMissing, High, RevenueCycle, 24, 25, Reviewer, "No record shows that the service was given."),
        new(CodingAmbiguous, Low, ReviewQueue.Coding, 72, 8, Coder, "More than one code is plausible."),
        new(CodingRegulated, High, ReviewQueue.Coding, 24, 20, Coder, "The code needs a qualified person by regulation."),
        new(CodingConflict, Medium, ReviewQueue.Coding, 48, 12, Coder, "Given codes contradict each other."),
        new(DocumentMissing, Medium, Documents, 48, 10, Reviewer, "A document that is needed is absent."),
        new(DocumentUnreadable, Medium, Documents, 48, 12, Reviewer, "A document could not be read."),
        new(ExceptionCode.ExtractionUnsure, Medium, Documents, 48, 6, Reviewer, "A field was read from a document with low confidence."),
        new(TotalsInconsistent, Medium, AccountsPayable, 48, 10, Reviewer, "Amounts do not add up."),
        new(LinesRepeated, Medium, AccountsPayable, 48, 8, Reviewer, "Lines repeat earlier lines."),
        new(CreditNote, Medium, AccountsPayable, 48, 12, Supervisor, "It credits money back."),
        new(TaxInvalid, Medium, AccountsPayable, 48, 10, Reviewer, "The tax cannot be right."),
        new(DateInvalid, Medium, AccountsPayable, 48, 6, Reviewer, "Dates or discount terms contradict each other or today's date."),
        new(CurrencyUnexpected, High, AccountsPayable, 24, 12, Supervisor, "The policy does not name the currency."),
        new(PayerMismatch, High, RevenueCycle, 24, 20, Reviewer, "The payer differs from the one on record."),
        new(RemittanceShort, Medium, RevenueCycle, 48, 20, Reviewer, "Less was paid than was asked."),
        new(PaymentFailed, High, Treasury, 24, 20, Supervisor, "The payment did not go through."),
        new(StatusContradictory, High, Operations, 24, 25, Supervisor, "What the systems say of the invoice cannot all be true."),
        new(IntegrationFailed, High, Operations, 8, 20, Supervisor, "Another system did not answer or refused."),
        new(ApprovalLimit, High, AccountsPayable, 24, 15, Supervisor, "The amount is over the approval limit."),
        new(LimitSplit, High, AccountsPayable, 24, 25, Supervisor, "Several invoices together are over the approval limit."),
        new(FacilityColdStart, Low, AccountsPayable, 72, 10, Reviewer, "Too little is known of the facility to judge."),
        new(ModelUnavailable, Low, AccountsPayable, 72, 8, Reviewer, "A scorer that policy requires gave no score."),
        new(ExceptionCode.NoRuleMatched, Info, AccountsPayable, 72, 8, Reviewer, "Nothing is wrong, but no rule lets it pass."),
    ];

    private static readonly FrozenDictionary<ExceptionCode, ExceptionEntry> ByCode = All.ToFrozenDictionary(entry => entry.Code);

    public static ExceptionEntry Of(ExceptionCode code) => ByCode[code];
}
