using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Features.Anomaly;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Trees;
using Triage.Training.Calibration;
using Triage.Training.Evaluation;
using Triage.Training.Generation;
using Triage.Training.Trees;

namespace Triage.Training.Anomaly;

/// <summary>
/// From histories with labels, planted or real, to a model. Trees are grown on what is older than the last month, calibrated on that month,
/// and grown again on all; the calibration of the first is that of the second.
/// </summary>
public static class AnomalyTrainer
{
    /// <summary>Of bills in order, so many may be sent to a person.</summary>
    public const double FlaggedInOrderShare = 0.005;

    // Bills come before anybody coded them, too: that must not look wrong.
    private const double UncodedShare = 0.2;
    private const ulong UncodedSeed = 11;
    private static readonly string WrongCode = LabelledInvoice.NameOf(AnomalyKind.WrongCode);

    private const int WarmUpDays = 45;
    private const int CalibrationDays = 30;
    private const int CalibrationWrongMin = 100;
    private const int ReferenceRows = 4096;

    // The bills in order are nearly the same in every planting: more than two give the trees nothing new.
    private const int HistoriesWithRight = 2;

    // On fewer rows threads wait for one another longer than they work.
    private const int ThreadsRowsMin = 50_000;

    private const int HistoriesMin = 8;
    private const int HistoriesMax = 40;

    /// <summary>As they were found to do; the seed is the caller's.</summary>
    public static readonly TreeOptions Trees = new() { Trees = 250, Leaves = 31, LearningRate = 0.06, ExamplesPerLeafMin = 30, FeatureShare = 0.5, ExampleShare = 0.8 };

    /// <summary>How many plantings it takes for the last month to have enough wrong bills to calibrate on.</summary>
    public static int PlantingsFor(ImmutableArray<LabelledInvoice> ledger, int untilDay, double share)
    {
        var month = ledger.Count(bill => bill.Day < untilDay && bill.Day >= untilDay - CalibrationDays);
        return Plantings.For(month, share, CalibrationWrongMin, HistoriesMin, HistoriesMax);
    }

    /// <param name="histories">One history with several plantings: one alone has few invoices of a kind in a month.</param>
    /// <exception cref="TrainingException">The history before the day is too short, or too little of it is wrong.</exception>
    public static Grown<AnomalyModel> Train(IReadOnlyList<ImmutableArray<LabelledInvoice>> histories, int untilDay, TreeOptions options, Action<string> step, CancellationToken cancellationToken)
    {
        var tables = Tables(histories, untilDay, step, cancellationToken);
        var calibrationDay = untilDay - CalibrationDays;
        step("Growing trees on what is older than the last month");
        var earlier = Grow(Joined(tables, day => day < calibrationDay, HistoriesWithRight), options);
        var calibrated = Calibrated(earlier, tables, calibrationDay, options.Seed, step);
        step("Growing trees on everything");
        return new(calibrated with { Labels = calibrated.Labels! with { RowScorer = Grow(Joined(tables, _ => true, HistoriesWithRight), options) } }, earlier); // just calibrated
    }

    /// <summary>What scores rows already, calibrated on the last month: it must not have learned from that.</summary>
    /// <exception cref="TrainingException">The history before the day is too short, or too little of it is wrong.</exception>
    public static AnomalyModel Calibrated(IRowScorer rowScorer, IReadOnlyList<ImmutableArray<LabelledInvoice>> histories, int untilDay, int seed, Action<string> step, CancellationToken cancellationToken) =>
        Calibrated(rowScorer, Tables(histories, untilDay, step, cancellationToken), untilDay - CalibrationDays, seed, step);

    /// <summary>Bills issued before the day, each with whether it is wrong.</summary>
    /// <exception cref="TrainingException">The history before the day is too short, or nothing in it is wrong.</exception>
    public static ExampleTable Examples(IReadOnlyList<ImmutableArray<LabelledInvoice>> histories, int untilDay, Action<string> step, CancellationToken cancellationToken) =>
        Joined(Tables(histories, untilDay, step, cancellationToken), _ => true, HistoriesWithRight);

    private static (ExampleTable Rows, List<int> Days)[] Tables(IReadOnlyList<ImmutableArray<LabelledInvoice>> histories, int untilDay, Action<string> step, CancellationToken cancellationToken)
    {
        Check(histories[0], untilDay);
        step("Holding each bill against the history before it");
        return histories.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(bills => Rows(bills, bills[0].Day + WarmUpDays, untilDay, cancellationToken)).ToArray();
    }

    private static AnomalyModel Calibrated(IRowScorer rowScorer, (ExampleTable Rows, List<int> Days)[] tables, int calibrationDay, int seed, Action<string> step)
    {
        step("Calibrating on the last month");
        var month = Joined(tables, day => day >= calibrationDay, tables.Length);
        var outcomes = Enumerable.Range(0, month.Count).Select(row => (rowScorer.Score(month.FeaturesOf(row)), IsRight: month.LabelOf(row))).ToArray();
        var wrong = outcomes.Count(outcome => outcome.IsRight);
        if (wrong < CalibrationWrongMin)
        {
            throw new TrainingException($"The last {CalibrationDays} days have {wrong} bills that are known to be wrong; calibration needs {CalibrationWrongMin}. Give a longer ledger or plant more.");
        }

        return new()
        {
            Reference = Reference(tables[0].Rows, seed),
            FlagAt = FalseAlarms.ThresholdFor([.. outcomes.Where(outcome => !outcome.IsRight).Select(outcome => outcome.Item1)], FlaggedInOrderShare),
            Labels = new(rowScorer, IsotonicFit.Of(outcomes), (double)wrong / outcomes.Length),
            FeatureSchemaSha256 = AnomalyFeatures.Schema.Sha256,
        };
    }

    private static TreeEnsemble Grow(ExampleTable rows, TreeOptions options) =>
        BoostedTrees.Train(rows, options with { Threads = rows.Count < ThreadsRowsMin ? 1 : options.Threads });

    /// <summary>Rows of a history that stand for all, wrong ones among them as they come: nobody has looked through them.</summary>
    private static AnomalyReference Reference(ExampleTable rows, int seed)
    {
        var columns = AnomalySurprises.Schema.Count;
        var chance = new Chance(unchecked((ulong)seed));
        var values = new float[Math.Min(ReferenceRows, rows.Count) * columns];
        for (var at = 0; at < values.Length; at += columns)
        {
            AnomalySurprises.Fill(rows.FeaturesOf(chance.Below(rows.Count)), values.AsSpan(at, columns));
        }

        return new(new(values, columns), seed);
    }

    private static (ExampleTable Rows, List<int> Days) Rows(ImmutableArray<LabelledInvoice> bills, int fromDay, int untilDay, CancellationToken cancellationToken)
    {
        var rows = new ExampleTable(AnomalyFeatures.Schema);
        var days = new List<int>();
        var chance = new Chance(UncodedSeed);
        AnomalyWalk.Over(bills, fromDay, untilDay, bill => bill.Kind != WrongCode && chance.Is(UncodedShare) ? Uncoded.Of(bill.Invoice) : bill.Invoice, (bill, _, _, row) =>
        {
            rows.Add(row.Values, bill.Kind is not null);
            days.Add(bill.Day);
        }, cancellationToken);
        return (rows, days);
    }

    /// <param name="withRight">Of so many tables all rows are taken, of the others those alone that are wrong.</param>
    private static ExampleTable Joined((ExampleTable Rows, List<int> Days)[] tables, Func<int, bool> isAsked, int withRight)
    {
        var joined = new ExampleTable(AnomalyFeatures.Schema);
        for (var table = 0; table < tables.Length; table++)
        {
            var (rows, days) = tables[table];
            for (var row = 0; row < rows.Count; row++)
            {
                if (isAsked(days[row]) && (table < withRight || rows.LabelOf(row)))
                {
                    joined.Add(rows.FeaturesOf(row), rows.LabelOf(row));
                }
            }
        }

        return joined;
    }

    private static void Check(ImmutableArray<LabelledInvoice> history, int untilDay)
    {
        var days = history.IsEmpty ? 0 : Math.Max(0, untilDay - history[0].Day);
        if (days < WarmUpDays + 2 * CalibrationDays)
        {
            throw new TrainingException($"The history before {DateOnly.FromDayNumber(untilDay):yyyy-MM-dd} is {days} days long; anomalies need {WarmUpDays + 2 * CalibrationDays}.");
        }

        var kinds = history.Where(bill => bill.Day < untilDay && bill.Kind is not null).Select(bill => bill.Kind).Distinct().Count();
        if (kinds == 0)
        {
            throw new TrainingException("Nothing in the history is wrong, and nothing could be made wrong: its bills have no amount, no account code and no cost centre to change. Check the ledger's mapping.");
        }
    }
}
