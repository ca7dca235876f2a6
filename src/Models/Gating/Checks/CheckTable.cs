using System.Collections.Immutable;

namespace Triage.Models.Gating.Checks;

/// <summary>Every check with its rule, in the order in which they run.</summary>
public static class CheckTable
{
    /// <summary>Those that rest on master data alone: what they say can change without the invoice.</summary>
    public static readonly ImmutableArray<(Check Check, Func<GateInput, CheckResult> Run)> OfMasterData =
    [
        (Check.SupplierKnown, SupplierChecks.SupplierKnown),
        (Check.SupplierNotOnHold, SupplierChecks.SupplierNotOnHold),
        (Check.SupplierNotExcluded, SupplierChecks.SupplierNotExcluded),
        (Check.BankDetailsKnown, SupplierChecks.BankDetailsKnown),
        (Check.CodesNotRegulated, CodingChecks.CodesNotRegulated),
        (Check.FacilityKnown, FacilityChecks.FacilityKnown),
        (Check.ServiceLineKnown, FacilityChecks.ServiceLineKnown),
    ];

    public static readonly ImmutableArray<(Check Check, Func<GateInput, CheckResult> Run)> All =
    [
        (Check.LinesSumToNet, SumChecks.LinesSumToNet),
        (Check.NetAndTaxMakeTotal, SumChecks.NetAndTaxMakeTotal),
        (Check.LineQuantityTimesPrice, LineChecks.QuantityTimesPrice),
        (Check.LineTaxesSumToTax, SumChecks.LineTaxesSumToTax),
        (Check.TaxPlausible, AmountChecks.TaxPlausible),
        (Check.TotalSignFitsKind, AmountChecks.TotalSignFitsKind),
        (Check.IssueDateNotInFuture, DateChecks.IssueDateNotInFuture),
        (Check.IssueDateNotStale, DateChecks.IssueDateNotStale),
        (Check.ServiceBeforeIssue, DateChecks.ServiceBeforeIssue),
        (Check.DueNotBeforeIssue, DateChecks.DueNotBeforeIssue),
        (Check.ReceiptNotBeforeIssue, DateChecks.ReceiptNotBeforeIssue),
        (Check.DiscountTermsConsistent, DateChecks.DiscountTermsConsistent),
        (Check.LinesNotRepeated, LineChecks.NotRepeated),
        (Check.CurrencyExpected, AmountChecks.CurrencyExpected),
        (Check.UnitPricesFitCurrency, LineChecks.UnitPricesFitCurrency),
        (Check.ReferencesPresent, ReferenceChecks.ReferencesPresent),
        (Check.CreditNoteNamesInvoice, ReferenceChecks.CreditNoteNamesInvoice),
        (Check.CreditNoteInvoiceKnown, ReferenceChecks.CreditNoteInvoiceKnown),
        (Check.WithinApprovalLimit, AmountChecks.WithinApprovalLimit),
        (Check.NoTwin, TwinChecks.NoTwin),
        .. OfMasterData,
    ];
}
