using Triage.Models.Intake;

namespace Triage.Models.Gating.Checks;

/// <summary>
/// Sums of an invoice in 128 bits: 10,000 lines of the largest amounts cannot overflow, where the
/// 64-bit sum would wrap round and could look small.
/// </summary>
public static class InvoiceSums
{
    public static Int128 Lines(Invoice invoice)
    {
        Int128 sum = 0;
        foreach (var line in invoice.Lines)
        {
            sum += line.AmountMinor;
        }

        return sum;
    }

    /// <summary><c>null</c> unless every line states its tax: what is not said is not zero.</summary>
    public static Int128? LineTaxes(Invoice invoice)
    {
        Int128 sum = 0;
        foreach (var line in invoice.Lines)
        {
            if (line.TaxMinor is not { } tax)
            {
                return null;
            }

            sum += tax;
        }

        return invoice.Lines.IsEmpty ? null : sum;
    }

    /// <summary>The net amount, else what it is by definition: the sum of the lines.</summary>
    public static Int128 Net(Invoice invoice) => invoice.NetMinor ?? Lines(invoice);

    /// <summary>What the invoice asks for: its total, else what its lines add up to.</summary>
    public static Int128 Amount(Invoice invoice) => invoice.TotalMinor ?? Lines(invoice);
}
