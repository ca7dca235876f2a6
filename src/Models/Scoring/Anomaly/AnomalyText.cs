using System.Globalization;
using Triage.Models.Features.Anomaly;
using Triage.Models.Intake;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>Says in one sentence in which respect an invoice is unusual, with the numbers of the history that it was held against.</summary>
internal sealed class AnomalyText(Invoice invoice, AnomalyFacts facts, AnomalyHistory history, AnomalyRow row)
{
    // Nearer to the usual than this, the amount's distance is not what is odd about it.
    private const double DeviationsMin = 2;

    public (string Text, int? Line) Of(AnomalyRespect respect) => respect switch
    {
        AnomalyRespect.Amount => Amount(),
        AnomalyRespect.AccountCode => OfLine(ValueLevels.Code, row.CodeLine, "account code", line => line.AccountCode),
        AnomalyRespect.CostCentre => OfLine(ValueLevels.Place, row.PlaceLine, "cost centre", line => line.CostCentre ?? invoice.CostCentre ?? invoice.Department ?? invoice.ServiceLine),
        AnomalyRespect.Rhythm => (Rhythm(), null),
        AnomalyRespect.Facility => (Facility(), null),
        _ => throw new ArgumentOutOfRangeException(nameof(respect)),
    };

    private (string, int?) Amount()
    {
        var past = history.PastOf(facts.Supplier);
        if (past is not null)
        {
            var line = row.AmountLine >= 0 && facts.Lines.Length > 1 ? row.AmountLine : (int?)null;
            var hint = Hint(facts.AmountMinor, past.Amounts) is { } whole ? (whole, null) : line is { } at && Hint(facts.Lines[at].AmountMinor, past.LineAmounts) is { } part ? (part, line) : default;
            if (hint.Item1 is not null)
            {
                return hint;
            }
        }

        var place = AmountDeviation.Of(history.Amounts(AnomalyLevel.AmountsOfSupplier, facts.AmountMinor, facts.Supplier), facts.AmountMinor);
        if (place.IsKnown && Math.Abs(place.Z.Value) >= DeviationsMin)
        {
            return (Deviation("amount", place, "this supplier's"), null);
        }

        if (row.AmountLine >= 0)
        {
            var one = facts.Lines[row.AmountLine];
            var ofCode = AmountDeviation.Of(history.Amounts(AnomalyLevel.LinesOfSupplierAndCode, one.AmountMinor, facts.Supplier, one.Code), one.AmountMinor);
            if (ofCode.IsKnown && Math.Abs(ofCode.Z.Value) >= DeviationsMin)
            {
                return (Deviation("line's amount", ofCode, "this supplier's and code's"), row.AmountLine);
            }
        }

        return (past is null ? "amount can't be compared: no earlier bill of this supplier" : Invariant($"amount {Written(facts.AmountMinor)} is unlike this supplier's latest {past.Amounts.Count}"), null);
    }

    private string? Hint(long amountMinor, LatestAmounts latest)
    {
        var own = latest.Times(amountMinor);
        var (exchanged, before) = ExchangedDigits.MostUsual(amountMinor, latest);
        var tenth = amountMinor % 10 == 0 ? latest.Times(amountMinor / 10) : 0;
        return tenth > own && tenth >= exchanged ? Invariant($"amount {Written(amountMinor)} is ten times {Written(amountMinor / 10)}, billed {Times(tenth)} before")
            : exchanged > own ? Invariant($"amount {Written(amountMinor)} is {Written(before)}, billed {Times(exchanged)} before, with two digits exchanged")
            : null;
    }

    private string Deviation(string what, RobustPlace place, string whose) => Invariant(
        $"{what} is {Math.Abs(place.Z!.Value):0.0} deviations {(place.Z > 0 ? "above" : "below")} {whose} usual {Written((long)Math.Round(Math.Exp(place.Median!.Value) - 1))}"); // callers saw that it is known

    private (string, int?) OfLine(ValueLevels levels, int at, string what, Func<InvoiceLine, string?> written)
    {
        if (at < 0)
        {
            return ($"no line has {(what[0] == 'a' ? "an" : "a")} {what}", null);
        }

        var line = facts.Lines[at];
        var number = history.NumberOf(levels.ValueOf(line));
        var ofSupplier = history.Tally(levels.OfSupplier, facts.Supplier);
        var ofOther = history.Tally(levels.OfOther, levels.OtherOf(line));
        var other = levels.IsPlace ? "this account code" : "this cost centre";
        return (Invariant($"{what} {written(invoice.Lines[at])} on {Rarity.Times(ofSupplier, number)} of this supplier's {ofSupplier?.Total ?? 0:#,0} lines and {Rarity.Times(ofOther, number)} of {ofOther?.Total ?? 0:#,0} of {other}"), at);
    }

    private string Rhythm()
    {
        if (history.PastOf(facts.Supplier) is not { FirstDay: > 0 } past || facts.Day == 0)
        {
            return "no earlier dated bill of this supplier";
        }

        var week = past.Amounts.CountSince(facts.Day - 6) + 1;
        var most = past.Amounts.MostInWindow(7, facts.Day - 6);
        if (week > most && most > 0)
        {
            return Invariant($"{week} bills of this supplier within 7 days, at most {most} before");
        }

        var usual = past.Gaps.PlaceOf(0, 1);
        var gap = Math.Max(0, facts.Day - past.LastDay);
        return usual.IsKnown
            ? Invariant($"bill comes {gap} days after this supplier's last, usually {Math.Exp(usual.Median.Value) - 1:0}")
            : Invariant($"bill comes {gap} days after this supplier's last of {past.Bills:#,0}");
    }

    private string Facility()
    {
        var tally = history.Tally(AnomalyLevel.FacilitiesOfSupplier, facts.Supplier);
        return Invariant($"facility {invoice.Facility} on {Rarity.Times(tally, history.NumberOf(facts.Facility))} of this supplier's {tally?.Total ?? 0:#,0} bills");
    }

    private string Written(long minor) => Money.Written(Math.Abs(minor), invoice.Currency);

    private static string Times(int count) => count == 1 ? "once" : Invariant($"{count} times");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
