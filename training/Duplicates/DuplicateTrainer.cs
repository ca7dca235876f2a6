using System.Collections.Immutable;
using Triage.Models.Features.Duplicates;
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

    private const int WarmUpDays = 45;
    private const int CalibrationDays = 30;
    private const double OtherPairsShare = 0.2;
    private const int CopiesMin = 100;

    // One in four learns without numbers, because many sources do not give them.
    private const double WithoutNumberShare = 0.25;

    private static readonly TreeOptions Trees = new() { Trees = 150, Leaves = 24, LearningRate = 0.08, ExamplesPerLeafMin = 20, FeatureShare = 0.6, ExampleShare = 0.8 };

    public static DuplicateModel Train(ImmutableArray<PlantedInvoice> bills, int untilDay, int seed, Action<string> step, CancellationToken cancellationToken)
    {
        var calibrationDay = untilDay - CalibrationDays;
        step("Growing trees on what is older than the last month");
        var earlier = Grow(bills, calibrationDay, seed, cancellationToken);
        step("Calibrating on the last month");
        var outcomes = new List<(double Score, bool IsRight)>();
        DuplicateWalk.Over(bills, calibrationDay, untilDay, hasNumbers: true, (bill, question, _) =>
        {
            if (bill.Decoy is null)
            {
                outcomes.Add((Highest(earlier, question), bill.Copy is not null));
            }
        }, cancellationToken);
        var found = outcomes.Where(outcome => double.IsFinite(outcome.Score)).ToArray();
        if (found.Count(outcome => outcome.IsRight) < CopiesMin)
        {
            throw new TrainingException($"The last {CalibrationDays} days have {found.Count(outcome => outcome.IsRight)} copies that can be found; calibration needs {CopiesMin}. Give a longer ledger or plant more.");
        }

        var curve = IsotonicFit.Of(found);
        step("Growing trees on everything");
        return new()
        {
            Trees = Grow(bills, untilDay, seed, cancellationToken),
            Curve = curve,
            Threshold = SelectivePrecision.ThresholdFor([.. found], Precision),
            FeatureSchemaSha256 = DuplicateFeatures.Schema.Sha256,
        };
    }

    /// <summary>Minus infinity where there is no candidate.</summary>
    internal static double Highest(TreeEnsemble trees, DuplicateQuestion question)
    {
        var highest = double.NegativeInfinity;
        for (var candidate = 0; candidate < question.Count; candidate++)
        {
            highest = Math.Max(highest, trees.Score(question.FeaturesOf(candidate)));
        }

        return highest;
    }

    private static TreeEnsemble Grow(ImmutableArray<PlantedInvoice> bills, int untilDay, int seed, CancellationToken cancellationToken)
    {
        var examples = new ExampleTable(DuplicateFeatures.Schema);
        var fromDay = bills[0].ReceivedDay + WarmUpDays;
        foreach (var hasNumbers in new[] { true, false })
        {
            var chance = new Chance(unchecked((ulong)seed) + (hasNumbers ? 0UL : 1));
            var share = hasNumbers ? 1 : WithoutNumberShare;
            DuplicateWalk.Over(bills, fromDay, untilDay, hasNumbers, (bill, question, seen) =>
            {
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

        return BoostedTrees.Train(examples, Trees with { Seed = seed });
    }
}
