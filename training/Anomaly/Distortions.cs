using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Intake;
using Triage.Training.Generation;

namespace Triage.Training.Anomaly;

/// <summary>Makes one invoice wrong in its amount, its codes or its places. Sums stay right: a sum that is wrong is found by arithmetic.</summary>
internal sealed class Distortions(Chance chance, SeenValues codes, SeenValues places)
{
    private const int Ten = 10;
    private const long AmountMax = 100_000_000_000_000;

    /// <returns><c>null</c> where the kind can't be made of the invoice.</returns>
    public (Invoice Invoice, int? Line)? Of(Invoice invoice, int bill, AnomalyKind kind) => kind switch
    {
        AnomalyKind.AmountTimesTen => Tenfold(invoice),
        AnomalyKind.DigitSwap => Exchanged(invoice),
        AnomalyKind.WrongCode => Coded(invoice, bill),
        AnomalyKind.WrongCostCentre => Placed(invoice, bill),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string? PlaceOf(Invoice invoice, InvoiceLine line) => line.CostCentre ?? invoice.CostCentre ?? invoice.Department ?? invoice.ServiceLine;

    private (Invoice, int?)? Tenfold(Invoice invoice)
    {
        if (invoice.AmountMinor == 0 || Math.Abs(invoice.AmountMinor) > AmountMax)
        {
            return null;
        }

        if (invoice.Lines.Length > 1 && chance.Is(0.5))
        {
            var line = chance.Below(invoice.Lines.Length);
            return invoice.Lines[line].AmountMinor is 0 or > AmountMax or < -AmountMax ? null : (WithAmount(invoice, line, invoice.Lines[line].AmountMinor * Ten), line);
        }

        return (invoice with
        {
            NetMinor = invoice.NetMinor * Ten,
            TaxMinor = invoice.TaxMinor * Ten,
            TotalMinor = invoice.TotalMinor * Ten,
            Lines = [.. invoice.Lines.Select(line => line with { AmountMinor = line.AmountMinor * Ten, TaxMinor = line.TaxMinor * Ten })],
        }, null);
    }

    private (Invoice, int?)? Exchanged(Invoice invoice)
    {
        if (invoice.Lines.IsEmpty)
        {
            return invoice.TotalMinor is { } total && Exchanged(total) is { } other ? (invoice with { TotalMinor = other }, null) : null;
        }

        var line = chance.Below(invoice.Lines.Length);
        return Exchanged(invoice.Lines[line].AmountMinor) is { } amount ? (WithAmount(invoice, line, amount), line) : null;
    }

    /// <summary>Two digits exchanged, two times in three neighbours.</summary>
    private long? Exchanged(long amountMinor)
    {
        var digits = Math.Abs(amountMinor).ToString(CultureInfo.InvariantCulture).ToCharArray();
        if (digits.Length < 2)
        {
            return null;
        }

        var first = chance.Below(digits.Length - 1);
        var second = chance.Is(2.0 / 3) ? first + 1 : first + 1 + chance.Below(digits.Length - 1 - first);
        (digits[first], digits[second]) = (digits[second], digits[first]);
        return digits[first] == digits[second] || digits[0] == '0' ? null : Math.Sign(amountMinor) * long.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static Invoice WithAmount(Invoice invoice, int line, long amountMinor)
    {
        var more = amountMinor - invoice.Lines[line].AmountMinor;
        return invoice with
        {
            NetMinor = invoice.NetMinor + more,
            TotalMinor = invoice.TotalMinor + more,
            Lines = invoice.Lines.SetItem(line, invoice.Lines[line] with { AmountMinor = amountMinor }),
        };
    }

    private (Invoice, int?)? Coded(Invoice invoice, int bill)
    {
        if (invoice.Lines.IsEmpty)
        {
            return null;
        }

        var line = chance.Below(invoice.Lines.Length);
        var code = invoice.Lines[line].AccountCode;
        return code is null || codes.Other(code, bill, chance) is not { } other
            ? null
            : (invoice with { Lines = Changed(invoice.Lines, line, one => one.AccountCode == code, one => one with { AccountCode = other }) }, line);
    }

    private (Invoice, int?)? Placed(Invoice invoice, int bill)
    {
        if (invoice.Lines.IsEmpty)
        {
            return null;
        }

        var line = chance.Below(invoice.Lines.Length);
        if (PlaceOf(invoice, invoice.Lines[line]) is not { } place || places.Other(place, bill, chance) is not { } other)
        {
            return null;
        }

        if (invoice.Lines[line].CostCentre is not null)
        {
            return (invoice with { Lines = Changed(invoice.Lines, line, one => one.CostCentre == place, one => one with { CostCentre = other }) }, line);
        }

        return (invoice.CostCentre is not null ? invoice with { CostCentre = other }
            : invoice.Department is not null ? invoice with { Department = other }
            : invoice with { ServiceLine = other }, null);
    }

    /// <summary>The line alone, or every second time all like it.</summary>
    private ImmutableArray<InvoiceLine> Changed(ImmutableArray<InvoiceLine> lines, int line, Func<InvoiceLine, bool> isLike, Func<InvoiceLine, InvoiceLine> change)
    {
        var all = chance.Is(0.5);
        return [.. lines.Select((one, i) => i == line || (all && isLike(one)) ? change(one) : one)];
    }
}
