using Triage.Models.Gating;
using Triage.Models.Intake;
using static Triage.Models.Gating.Check;
using static Triage.Models.Gating.CheckOutcome;
using static Triage.Models.Gating.ExceptionCode;

namespace Triage.Models.Tests.Gating;

internal static class CheckCases
{
    private static readonly DateOnly Issue = Sample.Invoice.IssueDate!.Value;

    public static readonly IReadOnlyList<CheckCase> All =
    [
        Fails("off by one beyond rounding", LinesSumToNet, i => i with { NetMinor = 300_003 }, TotalsInconsistent),
        Fails("off by 0.01", LinesSumToNet, i => i with { NetMinor = 300_002 }, TotalsInconsistent),
        new("off by 0.01 without rounding", LinesSumToNet, Exact(i => i with { NetMinor = 300_001 }), Failed, TotalsInconsistent),
        Absent("no net", LinesSumToNet, i => i with { NetMinor = null }),
        Fails("no lines", LinesSumToNet, i => i with { Lines = [] }, TotalsInconsistent),
        Fails("largest", LinesSumToNet, i => Each(i, l => l with { AmountMinor = long.MaxValue }) with { NetMinor = -2 }, TotalsInconsistent),

        Fails("off by 0.02", NetAndTaxMakeTotal, i => i with { TotalMinor = 360_002 }, TotalsInconsistent),
        Fails("off by 0.01", NetAndTaxMakeTotal, i => i with { TotalMinor = 360_001 }, TotalsInconsistent),
        new("off by 0.01 without rounding", NetAndTaxMakeTotal, Exact(i => i with { TotalMinor = 360_001 }), Failed, TotalsInconsistent),
        Passes("lines are the net", NetAndTaxMakeTotal, i => i with { NetMinor = null }),
        Fails("lines are the net and differ", NetAndTaxMakeTotal, i => i with { NetMinor = null, TotalMinor = 999_999 }, TotalsInconsistent),
        Fails("line taxes are the tax and differ", NetAndTaxMakeTotal, i => i with { TaxMinor = null, TotalMinor = 999_999 }, TotalsInconsistent),
        Absent("no total", NetAndTaxMakeTotal, i => i with { TotalMinor = null }),
        Absent("no tax at all", NetAndTaxMakeTotal, i => i.WithLine(0, l => l with { TaxMinor = null }) with { TaxMinor = null }),
        Fails("overflow", NetAndTaxMakeTotal, i => i with { NetMinor = long.MaxValue, TaxMinor = long.MaxValue, TotalMinor = -2 }, TotalsInconsistent),

        Fails("wrong product", LineQuantityTimesPrice, i => i.WithLine(0, l => l with { UnitPrice = 10.01m }), TotalsInconsistent),
        Passes("product to be rounded", LineQuantityTimesPrice, i => i.WithLine(0, l => l with { Quantity = 3, UnitPrice = 333.333333m })),
        Absent("no prices", LineQuantityTimesPrice, i => Each(i, l => l with { UnitPrice = null })),
        Absent("no quantities", LineQuantityTimesPrice, i => Each(i, l => l with { Quantity = null })),
        Absent("unknown currency", LineQuantityTimesPrice, i => i with { Currency = "ZZZ" }),
        Fails("overflow", LineQuantityTimesPrice, i => i.WithLine(0, l => l with { Quantity = decimal.MaxValue, UnitPrice = decimal.MaxValue }), TotalsInconsistent),

        Fails("off", LineTaxesSumToTax, i => i with { TaxMinor = 60_003 }, TotalsInconsistent),
        Absent("no tax", LineTaxesSumToTax, i => i with { TaxMinor = null }),
        Absent("a line without tax", LineTaxesSumToTax, i => i.WithLine(1, l => l with { TaxMinor = null })),

        Passes("exactly the most", TaxPlausible, i => i with { TaxMinor = 90_000 }),
        Fails("over the most", TaxPlausible, i => i with { TaxMinor = 90_001 }, TaxInvalid),
        Fails("opposite sign", TaxPlausible, i => i with { TaxMinor = -1 }, TaxInvalid),
        Fails("tax on nothing", TaxPlausible, i => i with { NetMinor = 0, TaxMinor = 1 }, TaxInvalid),
        Passes("no tax due", TaxPlausible, i => i with { TaxMinor = 0 }),
        Absent("no tax", TaxPlausible, i => i with { TaxMinor = null }),
        Fails("smallest", TaxPlausible, i => i with { NetMinor = long.MaxValue, TaxMinor = long.MinValue }, TaxInvalid),

        Fails("negative invoice", TotalSignFitsKind, i => i with { TotalMinor = -1 }, CreditNote),
        Fails("negative lines", TotalSignFitsKind, i => Each(i, l => l with { AmountMinor = -1 }) with { TotalMinor = null }, CreditNote),
        Fails("negative credit note", TotalSignFitsKind, i => i.AsCreditNote() with { TotalMinor = -1 }, TotalsInconsistent),
        Passes("zero", TotalSignFitsKind, i => i with { TotalMinor = 0 }),

        Passes("tomorrow", IssueDateNotInFuture, i => i with { IssueDate = Sample.Today.AddDays(1) }),
        Fails("in two days", IssueDateNotInFuture, i => i with { IssueDate = Sample.Today.AddDays(2) }, DateInvalid),
        Fails("last day", IssueDateNotInFuture, i => i with { IssueDate = DateOnly.MaxValue }, DateInvalid),
        Absent("no date", IssueDateNotInFuture, i => i with { IssueDate = null }),

        Passes("on the last day", IssueDateNotStale, i => i with { IssueDate = Sample.Today.AddDays(-730) }),
        Fails("a day later", IssueDateNotStale, i => i with { IssueDate = Sample.Today.AddDays(-731) }, DateInvalid),
        Fails("first day", IssueDateNotStale, i => i with { IssueDate = DateOnly.MinValue }, DateInvalid),
        Absent("no date", IssueDateNotStale, i => i with { IssueDate = null }),
        new("off", IssueDateNotStale, input => input with { Policy = input.Policy with { StaleAfterDays = 0 } }, NotApplicable, null),

        Fails("service after issue", ServiceBeforeIssue, i => i with { ServiceDate = Issue.AddDays(1) }, DateInvalid),
        Passes("same day", ServiceBeforeIssue, i => i with { ServiceDate = Issue }),
        Absent("no service date", ServiceBeforeIssue, i => i with { ServiceDate = null }),

        Fails("due before issue", DueNotBeforeIssue, i => i with { DueDate = Issue.AddDays(-1) }, DateInvalid),
        Passes("same day", DueNotBeforeIssue, i => i with { DueDate = Issue }),
        Absent("no due date", DueNotBeforeIssue, i => i with { DueDate = null }),

        Fails("received before issue", ReceiptNotBeforeIssue, i => i with { ReceiptDate = Issue.AddDays(-1) }, DateInvalid),
        Passes("same day", ReceiptNotBeforeIssue, i => i with { ReceiptDate = Issue }),
        Absent("no issue date", ReceiptNotBeforeIssue, i => i with { IssueDate = null }),

        Fails("negative rate", DiscountTermsConsistent, i => i with { Discount = new(-1, null) }, DateInvalid),
        Fails("over 100 percent", DiscountTermsConsistent, i => i with { Discount = new(10_001, null) }, DateInvalid),
        Passes("100 percent", DiscountTermsConsistent, i => i with { Discount = new(10_000, null) }),
        Fails("until before issue", DiscountTermsConsistent, i => i with { Discount = new(200, Issue.AddDays(-1)) }, DateInvalid),
        Fails("until after due", DiscountTermsConsistent, i => i with { Discount = new(200, i.DueDate!.Value.AddDays(1)) }, DateInvalid),
        Absent("no terms", DiscountTermsConsistent, i => i with { Discount = null }),

        Fails("same line twice", LinesNotRepeated, i => i with { Lines = [i.Lines[0], i.Lines[0] with { LineId = "9", Quantity = 100.0m }] }, LinesRepeated),
        Passes("other amount", LinesNotRepeated, i => i with { Lines = [i.Lines[0], i.Lines[0] with { AmountMinor = 1 }] }),
        Passes("other cost centre", LinesNotRepeated, i => i with { Lines = [i.Lines[0], i.Lines[0] with { CostCentre = "B" }] }),
        Absent("nothing to tell lines apart", LinesNotRepeated, i => Each(i, l => l with { Text = " ", ItemCode = null, ServiceCode = null })),

        Fails("lower case", CurrencyExpected, i => i with { Currency = "usd" }, CurrencyUnexpected),
        Fails("no currency", CurrencyExpected, i => i with { Currency = "ZZZ" }, CurrencyUnexpected),
        Passes("another declared", CurrencyExpected, i => i with { Currency = "EUR" }),

        Fails("JPY with cents", UnitPricesFitCurrency, i => i.WithLine(1, l => l with { UnitPrice = 12.50m }) with { Currency = "JPY" }, TotalsInconsistent),
        Fails("tenth of a penny for one", UnitPricesFitCurrency, i => i.WithLine(1, l => l with { UnitPrice = 0.001m }), TotalsInconsistent),
        Passes("tenth of a penny for many", UnitPricesFitCurrency, i => i.WithLine(0, l => l with { UnitPrice = 0.001m })),
        Passes("trailing zeros", UnitPricesFitCurrency, i => i.WithLine(1, l => l with { UnitPrice = 2000.000m })),
        Passes("largest", UnitPricesFitCurrency, i => i.WithLine(1, l => l with { UnitPrice = decimal.MaxValue })),
        Passes("three decimals", UnitPricesFitCurrency, i => i.WithLine(1, l => l with { UnitPrice = 1.234m }) with { Currency = "KWD" }),
        Absent("no prices", UnitPricesFitCurrency, i => Each(i, l => l with { UnitPrice = null })),

        Fails("no order", ReferencesPresent, i => i with { PurchaseOrder = null }, PoMissing),
        Fails("blank order", ReferencesPresent, i => i with { PurchaseOrder = " " }, PoMissing),
        Passes("contract instead", ReferencesPresent, i => i with { PurchaseOrder = null, Contract = "C" }),
        Absent("another source", ReferencesPresent, i => i with { PurchaseOrder = null, SourceSystem = "other" }),
        Absent("not above", ReferencesPresent, i => i with { PurchaseOrder = null, TotalMinor = 250_000 }),
        Fails("just above", ReferencesPresent, i => i with { PurchaseOrder = null, TotalMinor = 250_001 }, PoMissing),
        Fails("currency without threshold", ReferencesPresent, i => i with { PurchaseOrder = null, Currency = "JPY" }, PoMissing),
        Absent("credit note", ReferencesPresent, i => i.AsCreditNote() with { PurchaseOrder = null }),
        new(
            "contract first",
            ReferencesPresent,
            input => input with { Policy = input.Policy with { References = [input.Policy.References[0] with { AnyOf = [Reference.Contract] }] } },
            Failed,
            ReferenceMissing),

        Fails("names none", CreditNoteNamesInvoice, i => i.AsCreditNote() with { CorrectsInvoiceNumber = null }, ReferenceMissing),
        Passes("names one", CreditNoteNamesInvoice, i => i.AsCreditNote()),
        Absent("invoice", CreditNoteNamesInvoice, i => i),

        Known("not found", false, Failed, ReferenceMissing),
        Known("found", true, Passed, null),
        Known("names none", null, NotApplicable, null),

        Passes("exactly the limit", WithinApprovalLimit, i => i with { TotalMinor = 1_000_000 }),
        Fails("over the limit", WithinApprovalLimit, i => i with { TotalMinor = 1_000_001 }, ApprovalLimit),
        Fails("smallest", WithinApprovalLimit, i => i with { TotalMinor = long.MinValue }, ApprovalLimit),
        Fails("lines over the limit", WithinApprovalLimit, i => i.WithLine(0, l => l with { AmountMinor = long.MaxValue }) with { TotalMinor = null }, ApprovalLimit),
        Absent("undeclared currency", WithinApprovalLimit, i => i with { Currency = "JPY" }),

        new("at the threshold", NoTwin, input => input.WithTwins(60, 10), Failed, DuplicateSuspected),
        new("not first in the list", NoTwin, input => input.WithTwins(10, 60), Failed, DuplicateSuspected),
        new("below the threshold", NoTwin, input => input.WithTwins(59), Passed, null),
        .. MasterDataCheckCases.All,
    ];

    private static CheckCase Fails(string name, Check check, Func<Invoice, Invoice> change, ExceptionCode code) =>
        new(name, check, input => input.With(change), Failed, code);

    private static CheckCase Passes(string name, Check check, Func<Invoice, Invoice> change) => new(name, check, input => input.With(change), Passed, null);

    private static CheckCase Absent(string name, Check check, Func<Invoice, Invoice> change) =>
        new(name, check, input => input.With(change), NotApplicable, null);

    private static CheckCase Known(string name, bool? known, CheckOutcome outcome, ExceptionCode? code) => new(
        name,
        CreditNoteInvoiceKnown,
        input => input.With(i => i.AsCreditNote()) with { Twins = input.Twins with { CorrectedInvoiceKnown = known } },
        outcome,
        code);

    private static Func<GateInput, GateInput> Exact(Func<Invoice, Invoice> change) =>
        input => (input with { Policy = input.Policy with { RoundingMinorPerLine = 0 } }).With(change);

    private static Invoice Each(Invoice invoice, Func<InvoiceLine, InvoiceLine> change) => invoice with { Lines = [.. invoice.Lines.Select(change)] };
}
