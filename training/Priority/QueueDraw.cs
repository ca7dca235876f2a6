using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using Triage.Training.Generation;

namespace Triage.Training.Priority;

/// <summary>
/// What came to the queue in one run of chance: every policy is given the same (common random numbers; Law, Simulation Modeling and Analysis,
/// chapter 11). Arrivals are a Poisson process whose mean changes by the hour.
/// </summary>
internal sealed class QueueDraw
{
    private const int MinutesMax = 480;
    private const int LinesMax = 200;
    private const int DaysAround = 400;

    private QueueDraw(Scenario scenario, ImmutableArray<QueueItem> items, IOpenTime open)
    {
        Scenario = scenario;
        Items = items;
        Open = open;
    }

    public Scenario Scenario { get; }

    /// <summary>In the order in which they entered.</summary>
    public ImmutableArray<QueueItem> Items { get; }

    public IOpenTime Open { get; }

    /// <summary>The work that came, as a share of what can be done while it comes.</summary>
    public double Load
    {
        get
        {
            var (start, end) = (Open.EndOf(Scenario.Start.AddDays(-1)), Open.EndOf(Scenario.Start.AddDays(7 * Scenario.Weeks - 1)));
            return Items.Sum(item => (double)item.EffortMinutes) / (Scenario.Reviewers * Open.Between(start, end).TotalMinutes);
        }
    }

    public static QueueDraw Of(Scenario scenario, int seed)
    {
        var chance = new Chance((ulong)seed);
        var clock = new BusinessClock(scenario.Calendar, scenario.Zone);
        var last = scenario.Start.AddDays(7 * scenario.Weeks);
        var open = new OpenTimeline(clock, scenario.Start.AddDays(-DaysAround), last.AddDays(DaysAround));
        var entered = new List<(DateOnly Day, long Micros)>();
        for (var day = scenario.Start; day < last; day = day.AddDays(1))
        {
            var midnight = StoreTime.ToMicros(open.EndOf(day.AddDays(-1)));
            var means = scenario.ArrivalsPerHour[(int)day.DayOfWeek];
            for (var hour = 0; hour < means.Length; hour++)
            {
                for (var at = Gap(chance, means[hour]); at < 1; at += Gap(chance, means[hour]))
                {
                    entered.Add((day, midnight + (long)((hour + at) * 3_600_000_000L)));
                }
            }
        }

        entered.Sort((one, other) => one.Micros.CompareTo(other.Micros));
        return new(scenario, [.. entered.Select((arrival, index) => Draw(scenario, chance, index, arrival.Day, arrival.Micros))], open);
    }

    /// <summary>To the next arrival, in hours.</summary>
    private static double Gap(Chance chance, double mean) => mean > 0 ? -Math.Log(1 - chance.Unit()) / mean : double.PositiveInfinity;

    private static QueueItem Draw(Scenario scenario, Chance chance, int index, DateOnly day, long enteredMicros)
    {
        var kind = KindOf(scenario, chance);
        var lines = (int)Math.Clamp(Math.Round(kind.Lines.Draw(chance)), 1, LinesMax);
        var scale = Currency.Scale(Currency.ExponentOf(scenario.Currency)!.Value); // the reader refuses others
        var amount = Math.Max(1, (long)Math.Round(kind.Amount.Draw(chance) * (double)scale));
        var discount = kind.Discount is { } terms && chance.Is(terms.Percent / 100) ? new DiscountTerms(terms.BasisPoints, terms.Days.Draw(chance, day)) : null;
        return new()
        {
            Index = index,
            Invoice = new()
            {
                SourceSystem = "scenario",
                SourceInvoiceId = index.ToString("000000", CultureInfo.InvariantCulture),
                Kind = kind.Codes.Contains(ExceptionCode.CreditNote) ? InvoiceKind.CreditNote : InvoiceKind.Invoice,
                Currency = scenario.Currency,
                TotalMinor = amount,
                DueDate = kind.DueDays?.Draw(chance, day),
                Discount = discount,
                Lines = [.. Enumerable.Range(1, lines).Select(line => new InvoiceLine { LineId = line.ToString(CultureInfo.InvariantCulture), AmountMinor = amount / lines })],
            },
            Reasons = [.. kind.Codes.Select(code => new Reason { Code = code, Text = "", Severity = kind.Severity })],
            Severity = kind.Severity,
            SlaHours = kind.SlaHours,
            EnteredMicros = enteredMicros,
            EffortMinutes = (int)Math.Clamp(Math.Round(kind.EffortMinutes.Draw(chance) + (lines - 1) * kind.EffortMinutesPerLine), 1, MinutesMax),
        };
    }

    private static ScenarioKind KindOf(Scenario scenario, Chance chance)
    {
        var at = chance.Unit() * scenario.Kinds.Sum(kind => kind.Share);
        foreach (var kind in scenario.Kinds)
        {
            at -= kind.Share;
            if (at < 0)
            {
                return kind;
            }
        }

        return scenario.Kinds.Last(kind => kind.Share > 0);
    }
}
