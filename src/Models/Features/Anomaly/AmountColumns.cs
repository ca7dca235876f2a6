using Triage.Models.Features.Coding;

namespace Triage.Models.Features.Anomaly;

/// <summary>How unusual the amounts are: of the invoice, and of that line whose amount is the most unusual.</summary>
internal static class AmountColumns
{
    private const int Ten = 10;

    // Of logarithms of amounts: within a factor of about 1.6 an amount is near.
    private const float Width = 0.5f;

    public static readonly string[] Names =
    [
        "amount", "amount_trailing_zeros", "amount_above_supplier", "amount_below_supplier", "amount_above_facility", "amount_below_facility", "amount_repeat_share",
        "amount_times", "amount_nearest", "amount_density", "amount_tenth_times", "amount_tenth_nearest", "amount_tenth_density", "amount_exchanged_times", "lines_count",
        "line_share", "line_above_supplier_code", "line_below_supplier_code", "line_above_supplier_place", "line_below_supplier_place", "line_above_code", "line_below_code",
        "line_trailing_zeros", "line_times", "line_tenth_times", "line_tenth_nearest", "line_exchanged_times",
    ];

    /// <returns>The most unusual line; -1 where there is none.</returns>
    public static int Fill(AnomalyFacts facts, AnomalyHistory history, SupplierPast? past, Span<float> row)
    {
        var amount = facts.AmountMinor;
        var at = 0;
        row[at++] = (float)AmountDeviation.LogOf(amount);
        row[at++] = RoundAmount.TrailingZeros(amount);
        (row[at], row[at + 1]) = AmountDeviation.Sides(AmountDeviation.Of(history.Amounts(AnomalyLevel.AmountsOfSupplier, amount, facts.Supplier), amount));
        (row[at + 2], row[at + 3]) = AmountDeviation.Sides(AmountDeviation.Of(history.Amounts(AnomalyLevel.AmountsOfFacility, amount, facts.Facility), amount));
        at += 4;
        row[at++] = past is null ? AnomalyFeatures.Missing : (float)past.RepeatShare;
        (row[at], row[at + 1], row[at + 2]) = Near(amount, past?.Amounts);
        (row[at + 3], row[at + 4], row[at + 5]) = IsTenfold(amount) ? Near(amount / Ten, past?.Amounts) : (AnomalyFeatures.Missing, AnomalyFeatures.Missing, AnomalyFeatures.Missing);
        at += 6;
        row[at++] = Exchanged(amount, past?.Amounts);
        row[at++] = Rarity.LogOf(facts.Lines.Length);
        row[at..].Fill(AnomalyFeatures.Missing);
        var line = MostUnusual(facts, history);
        if (line >= 0)
        {
            FillLine(facts, facts.Lines[line], history, past, row[at..]);
        }

        return line;
    }

    private static void FillLine(AnomalyFacts facts, in AnomalyLine line, AnomalyHistory history, SupplierPast? past, Span<float> row)
    {
        var amount = line.AmountMinor;
        row[0] = facts.AmountMinor == 0 ? AnomalyFeatures.Missing : (float)Math.Min(Ten, Math.Abs((double)amount / facts.AmountMinor));
        (row[1], row[2]) = AmountDeviation.Sides(AmountDeviation.Of(history.Amounts(AnomalyLevel.LinesOfSupplierAndCode, amount, facts.Supplier, line.Code), amount));
        (row[3], row[4]) = AmountDeviation.Sides(AmountDeviation.Of(history.Amounts(AnomalyLevel.LinesOfSupplierAndPlace, amount, facts.Supplier, line.Place), amount));
        (row[5], row[6]) = AmountDeviation.Sides(AmountDeviation.Of(history.Amounts(AnomalyLevel.LinesOfCode, amount, line.Code), amount));
        row[7] = RoundAmount.TrailingZeros(amount);
        row[8] = Near(amount, past?.LineAmounts).Times;
        (row[9], row[10], _) = IsTenfold(amount) ? Near(amount / Ten, past?.LineAmounts) : (AnomalyFeatures.Missing, AnomalyFeatures.Missing, AnomalyFeatures.Missing);
        row[11] = Exchanged(amount, past?.LineAmounts);
    }

    private static int MostUnusual(AnomalyFacts facts, AnomalyHistory history)
    {
        if (facts.Lines.Length < 2)
        {
            return facts.Lines.Length - 1;
        }

        var (at, most) = (0, -1.0);
        for (var i = 0; i < facts.Lines.Length; i++)
        {
            var away = Away(facts.Supplier, facts.Lines[i], history);
            (at, most) = away > most ? (i, away) : (at, most);
        }

        return at;
    }

    /// <summary>Deviations under the nearest key that has enough history; 0 where none has.</summary>
    private static double Away(long supplier, in AnomalyLine line, AnomalyHistory history)
    {
        var place = AmountDeviation.Of(history.Amounts(AnomalyLevel.LinesOfSupplierAndCode, line.AmountMinor, supplier, line.Code), line.AmountMinor);
        place = place.IsKnown ? place : AmountDeviation.Of(history.Amounts(AnomalyLevel.LinesOfSupplierAndPlace, line.AmountMinor, supplier, line.Place), line.AmountMinor);
        place = place.IsKnown ? place : AmountDeviation.Of(history.Amounts(AnomalyLevel.LinesOfCode, line.AmountMinor, line.Code), line.AmountMinor);
        return Math.Abs(place.Z ?? 0);
    }

    private static bool IsTenfold(long amountMinor) => amountMinor != 0 && amountMinor % Ten == 0;

    private static (float Times, float Nearest, float Density) Near(long amountMinor, LatestAmounts? latest)
    {
        if (latest is null || latest.Count == 0)
        {
            return (AnomalyFeatures.Missing, AnomalyFeatures.Missing, AnomalyFeatures.Missing);
        }

        var (nearest, density) = latest.Around(CodedLine.LogOf(amountMinor), Width);
        return (Rarity.LogOf(latest.Times(amountMinor)), nearest, density);
    }

    private static float Exchanged(long amountMinor, LatestAmounts? latest) =>
        latest is null || latest.Count == 0 ? AnomalyFeatures.Missing : Rarity.LogOf(ExchangedDigits.MostUsual(amountMinor, latest).Times);
}
