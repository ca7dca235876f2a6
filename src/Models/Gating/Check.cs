namespace Triage.Models.Gating;

/// <summary>The structural checks, in the order in which they run. Numbers equal the contract's; they are stored and never reused.</summary>
public enum Check : byte
{
    LinesSumToNet = 1,
    NetAndTaxMakeTotal = 2,
    LineQuantityTimesPrice = 3,
    LineTaxesSumToTax = 4,
    TaxPlausible = 5,
    TotalSignFitsKind = 6,
    IssueDateNotInFuture = 7,
    IssueDateNotStale = 8,
    ServiceBeforeIssue = 9,
    DueNotBeforeIssue = 10,
    ReceiptNotBeforeIssue = 11,
    DiscountTermsConsistent = 12,
    LinesNotRepeated = 13,
    CurrencyExpected = 14,
    UnitPricesFitCurrency = 15,
    ReferencesPresent = 16,
    CreditNoteNamesInvoice = 17,
    CreditNoteInvoiceKnown = 18,
    WithinApprovalLimit = 19,
    NoTwin = 20,
    SupplierKnown = 21,
    SupplierNotOnHold = 22,
    SupplierNotExcluded = 23,
    BankDetailsKnown = 24,
    CodesNotRegulated = 25,
    FacilityKnown = 26,
    ServiceLineKnown = 27,
}
