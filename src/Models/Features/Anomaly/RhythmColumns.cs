namespace Triage.Models.Features.Anomaly;

/// <summary>How unusual it is that the supplier bills now, and as often.</summary>
internal static class RhythmColumns
{
    private const int Week = 7;
    private const int Month = 30;
    private const int FarDays = 400;
    private const float DeviationsMax = 20;

    // Of logarithms: under a key that always had one value, a fifth more is one deviation.
    private const double ScaleMin = 0.2;

    public static readonly string[] Names =
    [
        "supplier_bills", "supplier_age_days", "gap_days", "gap_usual_days", "gap_above", "gap_below", "gap_shortest_share", "day_bills", "day_bills_above", "week_bills", "week_bills_surprise",
        "week_bills_record_share", "month_bills", "month_bills_surprise", "amount_last_days", "like_week_lines", "like_month_lines",
    ];

    public static void Fill(AnomalyFacts facts, SupplierPast? past, in AnomalyLine? line, Span<float> row)
    {
        row.Fill(AnomalyFeatures.Missing);
        row[0] = Rarity.LogOf(past?.Bills ?? 0);
        if (past is null || past.FirstDay == 0 || facts.Day == 0)
        {
            return;
        }

        var at = 1;
        row[at++] = Math.Min(FarDays, Math.Max(0, facts.Day - past.FirstDay));
        at = Gaps(facts.Day, past, row, at);
        var ofDay = facts.Day == past.LastDay ? past.BillsOfLastDay + 1 : 1;
        row[at++] = Rarity.LogOf(ofDay);
        row[at++] = past.BillsADay.PlaceOf(SupplierPast.LogOf(ofDay), ScaleMin).Z is { } above ? (float)Math.Clamp(above, 0, DeviationsMax) : AnomalyFeatures.Missing;
        foreach (var window in (ReadOnlySpan<int>)[Week, Month])
        {
            var count = past.Amounts.CountSince(facts.Day - window + 1);
            row[at++] = Rarity.LogOf(count);
            row[at++] = Surprise(count + 1, window, facts.Day, past);
            if (window == Week)
            {
                row[at++] = past.Amounts.MostInWindow(Week, facts.Day - Week + 1) is > 0 and var most ? (float)(count + 1) / most : AnomalyFeatures.Missing;
            }
        }

        row[at++] = past.Amounts.LastDayOf(facts.AmountMinor) is > 0 and var last ? Math.Clamp(facts.Day - last, 0, FarDays) : AnomalyFeatures.Missing;
        if (line is { } one)
        {
            (row[at], row[at + 1]) = Alike(one, facts.Day, past);
        }
    }

    private static int Gaps(int day, SupplierPast past, Span<float> row, int at)
    {
        // On a day that had a bill already, its gap is the one that led to it.
        var gap = day > past.LastDay ? SupplierPast.LogOf(day - past.LastDay) : past.Gaps.Latest.Length > 0 ? past.Gaps.Latest[^1] : 0;
        var place = past.Gaps.PlaceOf(gap, ScaleMin);
        row[at] = day > past.LastDay ? Math.Min(FarDays, day - past.LastDay) : 0;
        if (place.IsKnown)
        {
            row[at + 1] = (float)Math.Exp(place.Median.Value) - 1;
            row[at + 2] = (float)Math.Clamp(place.Z.Value, 0, DeviationsMax);
            row[at + 3] = (float)Math.Clamp(-place.Z.Value, 0, DeviationsMax);
            row[at + 4] = (float)(gap / Shortest(past.Gaps.Latest.AsSpan()));
        }

        return at + 5;
    }

    private static double Shortest(ReadOnlySpan<double> gaps)
    {
        var shortest = double.MaxValue;
        foreach (var gap in gaps)
        {
            shortest = Math.Min(shortest, gap);
        }

        return shortest;
    }

    /// <summary>
    /// How improbable so many bills in the window are at the rate of the time before it: the exponent of Chernoff's bound on a Poisson
    /// count (Annals of Mathematical Statistics 23, 1952), in nats; 0 where no more came than was to be expected.
    /// </summary>
    private static float Surprise(int count, int window, int day, SupplierPast past)
    {
        var days = day - window + 1 - past.FirstDay;
        if (days < window || count > LatestAmounts.AmountsMax)
        {
            return AnomalyFeatures.Missing; // too young, or more than is kept
        }

        var expected = Math.Max(0.5, past.Bills - (count - 1)) * window / days;
        return count <= expected ? 0 : (float)(count * Math.Log(count / expected) - count + expected);
    }

    /// <summary>The supplier's late lines of the same code and place.</summary>
    private static (float Week, float Month) Alike(in AnomalyLine line, int day, SupplierPast past)
    {
        int week = 0, month = 0;
        foreach (ref readonly var kept in past.Lines.Lines)
        {
            if (kept.Code == line.Code && kept.Place == line.Place)
            {
                week += kept.Day > day - Week ? 1 : 0;
                month += kept.Day > day - Month ? 1 : 0;
            }
        }

        return (Rarity.LogOf(week), Rarity.LogOf(month));
    }
}
