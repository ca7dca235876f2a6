using Triage.Models.Intake;

namespace Triage.Models.Gating.Checks;

/// <summary>Amounts held against what the kind, the currency and the policy allow.</summary>
public static class AmountChecks
{
    public static CheckResult TaxPlausible(GateInput input)
    {
        if (input.Invoice.TaxMinor is not { } tax)
        {
            return CheckResult.NotApplicable;
        }

        var net = InvoiceSums.Net(input.Invoice);
        var netPath = input.Invoice.NetMinor is null ? "lines" : "net_amount_minor";
        if (tax != 0 && Int128.Sign(net) != Math.Sign(tax))
        {
            return CheckResult.Failed(ExceptionCode.TaxInvalid, "Tax and net amount differ in sign.", "tax_amount_minor", netPath);
        }

        var percentMax = input.Policy.TaxRateMaxPercent;
        return Int128.Abs(tax) * 100 <= Int128.Abs(net) * percentMax
            ? CheckResult.Passed
            : CheckResult.Failed(
                ExceptionCode.TaxInvalid,
                $"Tax is more than {percentMax} percent of the net amount.",
                "tax_amount_minor",
                netPath);
    }

    public static CheckResult TotalSignFitsKind(GateInput input)
    {
        var invoice = input.Invoice;
        if (InvoiceSums.Amount(invoice) >= 0)
        {
            return CheckResult.Passed;
        }

        return invoice.Kind == InvoiceKind.CreditNote
            ? CheckResult.Failed(
                ExceptionCode.TotalsInconsistent,
                "A credit note states what it credits as a positive amount.",
                AmountPath(invoice))
            : CheckResult.Failed(ExceptionCode.CreditNote, "An invoice with a negative amount is a credit.", AmountPath(invoice));
    }

    public static CheckResult CurrencyExpected(GateInput input) => input.Policy.ApprovalLimitMinor.ContainsKey(input.Invoice.Currency)
        ? CheckResult.Passed
        : CheckResult.Failed(ExceptionCode.CurrencyUnexpected, "The policy does not name the currency.", "currency");

    public static CheckResult WithinApprovalLimit(GateInput input)
    {
        var invoice = input.Invoice;
        if (!input.Policy.ApprovalLimitMinor.TryGetValue(invoice.Currency, out var limit))
        {
            return CheckResult.NotApplicable;
        }

        return Int128.Abs(InvoiceSums.Amount(invoice)) <= limit
            ? CheckResult.Passed
            : CheckResult.Failed(
                ExceptionCode.ApprovalLimit,
                $"The amount is over the approval limit of {Money.Written(limit, invoice.Currency)}.",
                AmountPath(invoice));
    }

    private static string AmountPath(Invoice invoice) => invoice.TotalMinor is null ? "lines" : "total_amount_minor";
}
