using Triage.Models.Intake;

namespace Triage.Models.Gating.Checks;

/// <summary>Lines held against themselves and each other.</summary>
public static class LineChecks
{
    public static CheckResult QuantityTimesPrice(GateInput input)
    {
        if (Currency.ExponentOf(input.Invoice.Currency) is not { } exponent)
        {
            return CheckResult.NotApplicable;
        }

        return EachLine(
            input.Invoice,
            line => line is { Quantity: { } quantity, UnitPrice: { } price }
                ? !Makes(quantity, price, Currency.Scale(exponent), line.AmountMinor, input.Policy.RoundingMinorPerLine)
                : null,
            "Quantity times unit price does not make the line's amount.",
            "amount_minor");
    }

    public static CheckResult UnitPricesFitCurrency(GateInput input)
    {
        if (Currency.ExponentOf(input.Invoice.Currency) is not { } exponent)
        {
            return CheckResult.NotApplicable;
        }

        // A price for many may be finer than the money itself; the price of one cannot be paid then.
        return EachLine(
            input.Invoice,
            line => line.UnitPrice is { } price ? (line.Quantity ?? 1) == 1 && price % 1 * Currency.Scale(exponent) % 1 != 0 : null,
            "The price of one unit has more decimals than the currency.",
            "unit_price");
    }

    public static CheckResult NotRepeated(GateInput input)
    {
        var seen = new HashSet<InvoiceLine>();
        var repeated = new List<int>();
        var described = false;
        for (var i = 0; i < input.Invoice.Lines.Length; i++)
        {
            var line = input.Invoice.Lines[i];
            if (string.IsNullOrWhiteSpace(line.Text)
                && string.IsNullOrWhiteSpace(line.ItemCode)
                && string.IsNullOrWhiteSpace(line.ServiceCode))
            {
                continue;
            }

            described = true;
            if (!seen.Add(line with { LineId = "" }))
            {
                repeated.Add(i);
            }
        }

        return (described, repeated) switch
        {
            (false, _) => CheckResult.NotApplicable,
            (_, []) => CheckResult.Passed,
            _ => CheckResult.Failed(
                ExceptionCode.LinesRepeated,
                "Lines repeat earlier lines in every field.",
                [.. repeated.Select(i => $"lines[{i}]")]),
        };
    }

    /// <param name="isWrong"><c>null</c> where the line lacks what is compared.</param>
    private static CheckResult EachLine(Invoice invoice, Func<InvoiceLine, bool?> isWrong, string text, string field)
    {
        var applicable = false;
        var wrong = new List<string>();
        for (var i = 0; i < invoice.Lines.Length; i++)
        {
            var answer = isWrong(invoice.Lines[i]);
            applicable |= answer is not null;
            if (answer is true)
            {
                wrong.Add($"lines[{i}].{field}");
            }
        }

        return (applicable, wrong) switch
        {
            (false, _) => CheckResult.NotApplicable,
            (_, []) => CheckResult.Passed,
            _ => CheckResult.Failed(ExceptionCode.TotalsInconsistent, text, wrong),
        };
    }

    private static bool Makes(decimal quantity, decimal price, decimal scale, long amountMinor, int tolerance)
    {
        try
        {
            var product = decimal.Round(quantity * price * scale, MidpointRounding.AwayFromZero);
            return Math.Abs(product - amountMinor) <= tolerance;
        }
        catch (OverflowException)
        {
            // Beyond what decimal holds is far beyond what an amount holds.
            return false;
        }
    }
}
