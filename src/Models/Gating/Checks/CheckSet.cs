namespace Triage.Models.Gating.Checks;

/// <summary>Every check with what it looks at: the table that docs/checks.md describes.</summary>
internal static class CheckSet
{
    public static CheckResult Run(Check check, GateInput input, ReferenceNeed need)
    {
        var (invoice, policy) = (input.Invoice, input.Policy);
        return check switch
        {
            Check.LinesSumToNet => SumChecks.LinesSumToNet(invoice),
            Check.NetAndTaxMakeTotal => SumChecks.NetAndTaxMakeTotal(invoice),
            Check.LineQuantityTimesPrice => SumChecks.QuantityTimesPrice(invoice, policy),
            Check.LineTaxesSumToTax => SumChecks.LineTaxesSumToTax(invoice, policy),
            Check.TaxPlausible => SumChecks.TaxPlausible(invoice, policy),
            Check.TotalSignFitsKind => SumChecks.TotalSignFitsKind(invoice),
            Check.IssueDateNotInFuture => DateChecks.NotInFuture(invoice, policy, input.Today),
            Check.IssueDateNotStale => DateChecks.NotStale(invoice, policy, input.Today),
            Check.ServiceBeforeIssue => DateChecks.ServiceBeforeIssue(invoice),
            Check.DueNotBeforeIssue => DateChecks.DueNotBeforeIssue(invoice),
            Check.ReceiptNotBeforeIssue => DateChecks.ReceiptNotBeforeIssue(invoice),
            Check.DiscountTermsConsistent => DateChecks.DiscountConsistent(invoice),
            Check.LinesNotRepeated => ContentChecks.LinesNotRepeated(invoice),
            Check.CurrencyExpected => ContentChecks.CurrencyExpected(invoice, policy),
            Check.UnitPricesFitCurrency => SumChecks.UnitPricesFitCurrency(invoice),
            Check.ReferencesPresent => ContentChecks.ReferencesPresent(need.Missing, need.AnyApplies),
            Check.CreditNoteNamesInvoice => ContentChecks.CreditNoteNamesInvoice(invoice),
            Check.CreditNoteInvoiceKnown => ContentChecks.CreditNoteInvoiceKnown(input.Twins),
            Check.WithinApprovalLimit => ContentChecks.WithinApprovalLimit(invoice, policy),
            Check.NoTwin => ContentChecks.NoTwin(input.Twins, policy),
            _ => throw new ArgumentOutOfRangeException(nameof(check)),
        };
    }
}
