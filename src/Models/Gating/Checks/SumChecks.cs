namespace Triage.Models.Gating.Checks;

/// <summary>Amounts that must add up, within the policy's rounding.</summary>
public static class SumChecks
{
    // Amounts are whole minor units: what is added up exactly must come out exactly (EN 16931, BR-CO-10).
    public static CheckResult LinesSumToNet(GateInput input)
    {
        var invoice = input.Invoice;
        // Where nothing speaks of tax the total is the net amount; a total that the lines do not explain is not let through.
        var stated = invoice.NetMinor ?? (invoice.TaxMinor is null && invoice.Lines.All(line => line.TaxMinor is null) ? invoice.TotalMinor : null);
        return stated is { } net
            ? Compare(
                InvoiceSums.Lines(invoice),
                net,
                0,
                "The lines do not add up to the net amount",
                "lines",
                invoice.NetMinor is null ? "total_amount_minor" : "net_amount_minor")
            : CheckResult.NotApplicable;
    }

    public static CheckResult NetAndTaxMakeTotal(GateInput input)
    {
        var invoice = input.Invoice;
        var tax = invoice.TaxMinor ?? InvoiceSums.LineTaxes(invoice);
        if (invoice.TotalMinor is not { } total || tax is null)
        {
            return CheckResult.NotApplicable;
        }

        // Header values must agree exactly (EN 16931, BR-CO-15); line taxes are rounded one by one.
        var fromHeader = invoice.NetMinor is not null && invoice.TaxMinor is not null;
        return Compare(
            InvoiceSums.Net(invoice) + tax.Value,
            total,
            fromHeader ? 0 : LinesTolerance(input),
            "Net amount and tax do not make the total",
            invoice.NetMinor is null ? "lines" : "net_amount_minor",
            invoice.TaxMinor is null ? "lines" : "tax_amount_minor",
            "total_amount_minor");
    }

    public static CheckResult LineTaxesSumToTax(GateInput input) =>
        input.Invoice.TaxMinor is { } tax && InvoiceSums.LineTaxes(input.Invoice) is { } sum
            ? Compare(sum, tax, LinesTolerance(input), "The taxes of the lines do not add up to the tax", "lines", "tax_amount_minor")
            : CheckResult.NotApplicable;

    private static Int128 LinesTolerance(GateInput input) => (Int128)input.Policy.RoundingMinorPerLine * input.Invoice.Lines.Length;

    private static CheckResult Compare(Int128 sum, Int128 stated, Int128 tolerance, string complaint, params IEnumerable<string> evidence)
    {
        var difference = Int128.Abs(sum - stated);
        return difference <= tolerance
            ? CheckResult.Passed
            : CheckResult.Failed(
                ExceptionCode.TotalsInconsistent,
                $"{complaint}: they differ by {difference} minor units.",
                [.. evidence.Distinct(StringComparer.Ordinal)]);
    }
}
