using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Gating.Checks;

/// <summary>Whether the amounts agree with each other. Sums are taken in 128 bits: no input overflows them.</summary>
internal static class SumChecks
{
    public static CheckResult LinesSumToNet(Invoice invoice)
    {
        // Without tax the total is the net amount.
        var net = invoice.NetMinor ?? (invoice.TaxMinor is null or 0 && invoice.Lines.All(l => l.TaxMinor is null or 0) ? invoice.TotalMinor : null);
        if (net is not { } stated)
        {
            return CheckResult.NotApplicable;
        }

        var sum = Sum(invoice.Lines, line => line.AmountMinor);
        return CheckResult.Of(
            sum == stated,
            ExceptionCode.TotalsInconsistent,
            "The lines do not add up to the net amount.",
            invoice.NetMinor is null ? "total_amount_minor" : "net_amount_minor",
            "lines");
    }

    public static CheckResult NetAndTaxMakeTotal(Invoice invoice) =>
        (invoice.NetMinor, invoice.TaxMinor, invoice.TotalMinor) is ({ } net, { } tax, { } total)
            ? CheckResult.Of((Int128)net + tax == total, ExceptionCode.TotalsInconsistent, "Net amount and tax do not make the total.", "net_amount_minor", "tax_amount_minor", "total_amount_minor")
            : CheckResult.NotApplicable;

    public static CheckResult QuantityTimesPrice(Invoice invoice, TriagePolicy policy)
    {
        var exponent = Currency.ExponentOf(invoice.Currency);
        if (exponent is not { } places || !invoice.Lines.Any(l => l is { Quantity: not null, UnitPrice: not null }))
        {
            return CheckResult.NotApplicable;
        }

        var wrong = Where(invoice, line => line is { Quantity: { } quantity, UnitPrice: { } price }
            && Math.Abs(Extension(quantity, price, places) - line.AmountMinor) > policy.RoundingMinorPerLine, "amount_minor");
        return CheckResult.Of(wrong.Length == 0, ExceptionCode.TotalsInconsistent, "Quantity times unit price is not the line's amount.", wrong);
    }

    public static CheckResult LineTaxesSumToTax(Invoice invoice, TriagePolicy policy) =>
        invoice.TaxMinor is { } tax && invoice.Lines.All(l => l.TaxMinor is not null)
            ? CheckResult.Of(
                // Tax is rounded by line or once: both are lawful (EN 16931, VAT breakdown).
                Int128.Abs(Sum(invoice.Lines, line => line.TaxMinor ?? 0) - tax) <= (Int128)policy.RoundingMinorPerLine * invoice.Lines.Length,
                ExceptionCode.TaxInvalid, "The lines' taxes do not add up to the tax.", "tax_amount_minor", "lines")
            : CheckResult.NotApplicable;

    public static CheckResult TaxPlausible(Invoice invoice, TriagePolicy policy)
    {
        var net = invoice.NetMinor ?? (invoice is { TotalMinor: { } total, TaxMinor: { } part } ? Saturate((Int128)total - part) : null);
        return invoice.TaxMinor is { } tax && net is { } stated
            ? CheckResult.Of(
                tax == 0 || (Math.Sign(tax) == Math.Sign(stated) && Int128.Abs(tax) * 100 <= Int128.Abs(stated) * policy.TaxRateMaxPercent),
                ExceptionCode.TaxInvalid, "The tax has another sign than the net amount, or is more of it than the policy allows.", "tax_amount_minor")
            : CheckResult.NotApplicable;
    }

    public static CheckResult TotalSignFitsKind(Invoice invoice) => CheckResult.Of(
        (invoice.TotalMinor ?? Sum(invoice.Lines, line => line.AmountMinor)) >= 0,
        invoice.Kind == InvoiceKind.Invoice ? ExceptionCode.CreditNote : ExceptionCode.TotalsInconsistent,
        invoice.Kind == InvoiceKind.Invoice ? "The total is negative: this acts as a credit." : "A credit note's total must not be negative.",
        invoice.TotalMinor is null ? "lines" : "total_amount_minor");

    public static CheckResult UnitPricesFitCurrency(Invoice invoice)
    {
        if (Currency.ExponentOf(invoice.Currency) is not { } places || !invoice.Lines.Any(l => l.UnitPrice is not null))
        {
            return CheckResult.NotApplicable;
        }

        // The price of exactly one unit is an amount of money, and money has no smaller parts than the currency.
        var wrong = Where(invoice, line => line is { UnitPrice: { } price } && line.Quantity is null or 1
            && line.UnitPrice is { } single && single * Currency.Scale(places) % 1 != 0, "unit_price");
        return CheckResult.Of(wrong.Length == 0, ExceptionCode.TotalsInconsistent, "A unit price is finer than the currency's smallest unit.", wrong);
    }

    private static decimal Extension(decimal quantity, decimal price, int places)
    {
        try
        {
            return Math.Round(quantity * price * Currency.Scale(places), MidpointRounding.AwayFromZero);
        }
        catch (OverflowException)
        {
            return decimal.MaxValue / 2;
        }
    }

    private static string[] Where(Invoice invoice, Func<InvoiceLine, bool> isWrong, string field) =>
        [.. Enumerable.Range(0, invoice.Lines.Length).Where(i => isWrong(invoice.Lines[i])).Select(i => $"lines[{i}].{field}")];

    private static Int128 Sum(IEnumerable<InvoiceLine> lines, Func<InvoiceLine, long> part) =>
        lines.Aggregate((Int128)0, (sum, line) => sum + part(line));

    private static long? Saturate(Int128 value) => value > long.MaxValue || value < long.MinValue ? null : (long)value;
}
