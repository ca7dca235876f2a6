using System.Collections.Immutable;
using Triage.Models.Features.Duplicates;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Trees;
using Triage.Training.Calibration;
using Triage.Training.Evaluation;
using Triage.Training.Generation;
using Triage.Training.Trees;

namespace Triage.Training.Duplicates;

/// <summary>From a history with planted copies to a model. Grown on what is older than the last month, calibrated on that month, and grown again on all.</summary>
public static class DuplicateTrainer
{
    public const double Precision = 0.95;

    /// <summary>Share of bills in order that may be flagged.</summary>
    public const double FalseAlarmRate = 0.001;

    private const int WarmUpDays = 45;
    private const int CalibrationDays = 30;
    private const double OtherPairsShare = 0.2;

    /// <summary>How many plantings trees grow on: copies are few in one, and its numbers are of one making.</summary>
    private const int LearnedPlantings = 8;
    private const int CopiesMin = 100;
    private const int PlantingsMin = 8;
    private const int PlantingsMax = 16;

    // One in four learns without numbers, because many sources do not give them.
    private const double WithoutNumberShare = 0.25;

    /// <summary>As they were found to do; the seed is the caller's.</summary>
    public static readonly TreeOptions Trees = new() { Trees = 150, Leaves = 24, LearningRate = 0.08, ExamplesPerLeafMin = 20, FeatureShare = 0.6, ExampleShare = 0.8 };

    /// <summary>How many plantings it takes for the last month to have enough copies to calibrate on; eight at least, which real ledgers were measured with.</summary>
    public static int PlantingsFor(ImmutableArray<Invoice> ledger, int untilDay, double share)
    {
        var month = ledger.Count(invoice => invoice.IssueDate?.DayNumber is { } day && day < untilDay && day >= untilDay - CalibrationDays);
        return Plantings.For(month, share, CopiesMin, PlantingsMin, PlantingsMax);
    }

    /// <param name="plantings">Of one history with several seeds: trees grow on the first few, all are calibrated on, because one has few copies in a month.</param>
    public static TrainedDuplicates Train(IReadOnlyList<ImmutableArray<ReceivedBill>> plantings, int untilDay, TreeOptions options, Action<string> step, CancellationToken cancellationToken)
    {
        var calibrationDay = untilDay - CalibrationDays;
        if (plantings[0] is not [var first, ..] || first.ReceivedDay + WarmUpDays >= calibrationDay)
        {
            var days = plantings[0] is [var one, ..] ? untilDay - one.ReceivedDay : 0;
            throw new TrainingException($"What is learned from has bills of {days} days. Trees grow on what comes after the first {WarmUpDays} and before the last {CalibrationDays}, which calibration needs: give more than {WarmUpDays + CalibrationDays} days.");
        }

        step("Growing trees on what is older than the last month");
        var earlier = Grow(plantings, calibrationDay, options, cancellationToken);
        var calibrated = Calibrated(earlier, plantings, untilDay, step, cancellationToken);
        step("Growing trees on everything");
        return calibrated with { Model = calibrated.Model with { RowScorer = Grow(plantings, untilDay, options, cancellationToken) } };
    }

    /// <summary>What scores rows already, calibrated on the last month: it must not have learned from that.</summary>
    public static TrainedDuplicates Calibrated(IRowScorer rowScorer, IReadOnlyList<ImmutableArray<ReceivedBill>> plantings, int untilDay, Action<string> step, CancellationToken cancellationToken)
    {
        step("Calibrating on the last month");
        var (numbered, threshold) = Calibrate(plantings, rowScorer, untilDay - CalibrationDays, untilDay, hasNumbers: true, cancellationToken);
        var (unnumbered, unnumberedThreshold) = Calibrate(plantings, rowScorer, untilDay - CalibrationDays, untilDay, hasNumbers: false, cancellationToken);
        var model = new DuplicateModel
        {
            RowScorer = rowScorer,
            Numbered = new(numbered, threshold.Score),
            Unnumbered = new(unnumbered, unnumberedThreshold.Score),
            FeatureSchemaSha256 = DuplicateFeatures.Schema.Sha256,
        };
        return new(model, rowScorer, threshold);
    }

    private static (CalibrationCurve Curve, DuplicateThreshold Threshold) Calibrate(
        IReadOnlyList<ImmutableArray<ReceivedBill>> plantings, IRowScorer rowScorer, int fromDay, int untilDay, bool hasNumbers, CancellationToken cancellationToken)
    {
        var outcomes = new List<(double Score, bool IsRight)>();
        var inOrder = new List<(string Bill, double Score)>();
        foreach (var bills in plantings)
        {
            DuplicateWalk.Over(bills, fromDay, untilDay, hasNumbers, (bill, question, seen) =>
            {
                var (_, highest) = Best(rowScorer, question);
                if (bill is { Copy: null, Decoy: null })
                {
                    if (DuplicateWalk.HasItsEqual(bill, question, seen))
                    {
                        return;
                    }

                    inOrder.Add((bill.Invoice.SourceInvoiceId, highest));
                }

                if (bill.Decoy is null && double.IsFinite(highest))
                {
                    outcomes.Add((highest, bill.Copy is not null));
                }
            }, cancellationToken);
        }

        var copies = outcomes.Count(outcome => outcome.IsRight);
        return copies >= CopiesMin
            ? (IsotonicFit.Of(outcomes), DuplicateThreshold.Of(outcomes, inOrder))
            : throw new TrainingException($"The last {CalibrationDays} days have {copies} copies that can be found; calibration needs {CopiesMin}. Give a longer ledger or plant more.");
    }

    /// <summary>The likeliest candidate with its score; -1 and minus infinity where there is none.</summary>
    internal static (int Candidate, double Score) Best(IRowScorer rowScorer, DuplicateQuestion question)
    {
        var (best, highest) = (-1, double.NegativeInfinity);
        for (var candidate = 0; candidate < question.Count; candidate++)
        {
            var score = rowScorer.Score(question.FeaturesOf(candidate));
            (best, highest) = score > highest ? (candidate, score) : (best, highest);
        }

        return (best, highest);
    }

    private static TreeEnsemble Grow(IReadOnlyList<ImmutableArray<ReceivedBill>> plantings, int untilDay, TreeOptions options, CancellationToken cancellationToken) =>
        BoostedTrees.Train(Examples(plantings, untilDay, options.Seed, cancellationToken), options);

    /// <summary>Pairs of bills received before the day, each with whether the two are one.</summary>
    /// <param name="plantings">The first few are learned from.</param>
    public static ExampleTable Examples(IReadOnlyList<ImmutableArray<ReceivedBill>> plantings, int untilDay, int seed, CancellationToken cancellationToken)
    {
        var examples = new ExampleTable(DuplicateFeatures.Schema);
        for (var n = 0; n < Math.Min(LearnedPlantings, plantings.Count); n++)
        {
            AddExamples(examples, plantings[n], untilDay, unchecked(seed + n), cancellationToken);
        }

        return examples;
    }

    private static void AddExamples(ExampleTable examples, ImmutableArray<ReceivedBill> bills, int untilDay, int seed, CancellationToken cancellationToken)
    {
        var fromDay = bills[0].ReceivedDay + WarmUpDays;
        foreach (var hasNumbers in new[] { true, false })
        {
            var chance = new Chance(unchecked((ulong)seed) + (hasNumbers ? 0UL : 1));
            var share = hasNumbers ? 1 : WithoutNumberShare;
            DuplicateWalk.Over(bills, fromDay, untilDay, hasNumbers, (bill, question, seen) =>
            {
                if (bill is { Copy: null, Decoy: null } && DuplicateWalk.HasItsEqual(bill, question, seen))
                {
                    return;
                }

                for (var candidate = 0; candidate < question.Count; candidate++)
                {
                    var isOne = DuplicateWalk.AreOneBill(bill, seen[question.PlaceOf(candidate)]);
                    if (chance.Is(share * (isOne ? 1 : OtherPairsShare)))
                    {
                        examples.Add(question.FeaturesOf(candidate), isOne);
                    }
                }
            }, cancellationToken);
        }
    }
}
