using Triage.Models.Features.Coding;

namespace Triage.Models.Features.Anomaly;

/// <summary>How unusual a line's code or place is, given who bills, the other of the two, and the amount.</summary>
internal sealed class ValueColumns(ValueLevels levels)
{
    // Of logarithms of amounts: at this distance a line is half as much alike.
    private const float LikeWidth = 0.1f;
    private const float OtherShare = 0.2f;
    private const int FarDays = 400;

    public string[] Names { get; } =
    [
        .. new[]
        {
            "surprise", "surprise_mean", "surprise_all", "surprise_supplier", $"surprise_{levels.Other}", $"surprise_supplier_{levels.Other}", "group_surprise_supplier",
            $"group_surprise_{levels.Other}", "times_supplier", $"times_supplier_{levels.Other}", "recent_share_supplier", $"recent_share_supplier_{levels.Other}", "supplier_last_days",
            "supplier_top_share", $"supplier_{levels.Other}_top_share",
            $"supplier_{levels.Other}_lines", "supplier_distinct", "like_share", "at_amount_share", "at_amount_lines", "in_invoice_share",
        }.Select(name => $"{levels.Name}_{name}"),
    ];

    /// <returns>The most unusual line; -1 where none names the value.</returns>
    public int Fill(AnomalyFacts facts, AnomalyHistory history, SupplierPast? past, Span<float> row)
    {
        var (at, most, sum, count) = (-1, double.NegativeInfinity, 0.0, 0);
        for (var i = 0; i < facts.Lines.Length; i++)
        {
            var line = facts.Lines[i];
            if (levels.ValueOf(line) == 0)
            {
                continue;
            }

            var surprise = -Math.Log(ShareOf(facts.Supplier, line, history));
            sum += surprise;
            count++;
            (at, most) = surprise > most ? (i, surprise) : (at, most);
        }

        row.Fill(AnomalyFeatures.Missing);
        if (at >= 0)
        {
            row[0] = (float)most;
            row[1] = (float)(sum / count);
            Fill(facts, facts.Lines[at], history, past, row[2..]);
        }

        return at;
    }

    private double ShareOf(long supplier, in AnomalyLine line, AnomalyHistory history)
    {
        var (number, other) = (history.NumberOf(levels.ValueOf(line)), levels.OtherOf(line));
        var all = history.Tally(levels.All);
        var share = all is null ? 1 : (Rarity.Times(all, number) + 1.0) / (all.Total + all.Distinct + 1);
        share = Rarity.BackedOff(history.Tally(levels.OfOther, other), number, share);
        share = Rarity.BackedOff(history.Tally(levels.OfSupplier, supplier), number, share);
        return Rarity.BackedOff(history.Tally(levels.OfSupplierAndOther, supplier, other), number, share);
    }

    private void Fill(AnomalyFacts facts, in AnomalyLine line, AnomalyHistory history, SupplierPast? past, Span<float> row)
    {
        var (value, other) = (levels.ValueOf(line), levels.OtherOf(line));
        var (number, group) = (history.NumberOf(value), history.NumberOf(levels.GroupOf(line)));
        var ofSupplier = history.Tally(levels.OfSupplier, facts.Supplier);
        var ofBoth = history.Tally(levels.OfSupplierAndOther, facts.Supplier, other);
        var at = 0;
        row[at++] = Rarity.Surprise(history.Tally(levels.All), number);
        row[at++] = Rarity.Surprise(ofSupplier, number);
        row[at++] = Rarity.Surprise(history.Tally(levels.OfOther, other), number);
        row[at++] = Rarity.Surprise(ofBoth, number);
        row[at++] = Rarity.Surprise(history.Tally(levels.GroupsOfSupplier, facts.Supplier), group);
        row[at++] = Rarity.Surprise(history.Tally(levels.GroupsOfOther, levels.OtherGroupOf(line)), group);
        row[at++] = Rarity.LogOf(Rarity.Times(ofSupplier, number));
        row[at++] = Rarity.LogOf(Rarity.Times(ofBoth, number));
        row[at++] = Rarity.RecentShare(ofSupplier, number);
        row[at++] = Rarity.RecentShare(ofBoth, number);
        row[at++] = LastDays(ofSupplier, number, facts.Day);
        row[at++] = Rarity.TopShare(ofSupplier);
        row[at++] = Rarity.TopShare(ofBoth);
        row[at++] = Rarity.LogOf(ofBoth?.Total ?? 0);
        row[at++] = Rarity.LogOf(ofSupplier?.Distinct ?? 0);
        (row[at], row[at + 1], row[at + 2]) = Alike(line, value, other, past);
        row[at + 3] = InInvoice(facts, value);
    }

    private static float LastDays(CodeTally? tally, int number, int day) =>
        day != 0 && tally is not null && tally.IndexOf(number) is >= 0 and var at ? Math.Clamp(day - tally.LastDayAt(at), 0, FarDays) : AnomalyFeatures.Missing;

    /// <summary>The share of lines with the value among the supplier's latest that are like this one, nearer amounts counting more, and among those of the very amount.</summary>
    private (float LikeShare, float AtAmountShare, float AtAmountLines) Alike(in AnomalyLine line, long value, long other, SupplierPast? past)
    {
        if (past is null)
        {
            return (AnomalyFeatures.Missing, AnomalyFeatures.Missing, 0);
        }

        float all = 0, with = 0;
        int atAmount = 0, withAtAmount = 0;
        var log = CodedLine.LogOf(line.AmountMinor);
        foreach (ref readonly var kept in past.Lines.Lines)
        {
            var apart = (kept.Log - log) / LikeWidth;
            var weight = (levels.OtherOf(kept) == other ? 1 : OtherShare) / (1 + apart * apart);
            var isWith = levels.ValueOf(kept) == value;
            all += weight;
            with += isWith ? weight : 0;
            if (kept.AmountMinor == line.AmountMinor)
            {
                atAmount++;
                withAtAmount += isWith ? 1 : 0;
            }
        }

        return (all > 0 ? with / all : AnomalyFeatures.Missing, atAmount > 0 ? (float)withAtAmount / atAmount : AnomalyFeatures.Missing, Rarity.LogOf(atAmount));
    }

    private float InInvoice(AnomalyFacts facts, long value)
    {
        if (facts.Lines.Length == 1)
        {
            return AnomalyFeatures.Missing;
        }

        var same = 0;
        foreach (ref readonly var line in facts.Lines.AsSpan())
        {
            same += levels.ValueOf(line) == value ? 1 : 0;
        }

        return (float)(same - 1) / (facts.Lines.Length - 1);
    }
}
