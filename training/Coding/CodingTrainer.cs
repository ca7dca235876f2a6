using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Coding;
using Triage.Training.Calibration;
using Triage.Training.Evaluation;
using Triage.Training.Trees;

namespace Triage.Training.Coding;

/// <summary>
/// From a history to a coding model. Grown twice: once on what is older than the last month, to calibrate on that month as on
/// the unknown, and once on everything; the calibration of the first is that of the second.
/// </summary>
public static class CodingTrainer
{
    public const double DeployedPrecision = 0.95;
    public const double SetCoverage = 0.95;

    private const int CalibrationDays = 30;
    private const int HistoryDaysMin = 90;
    private const int CalibrationLinesMin = 500;

    /// <param name="step">Told what is being done, for whoever waits.</param>
    /// <exception cref="TrainingException">The history before the day is too short, or has too few codes or lines.</exception>
    public static Grown<CodingModel> Train(CodingCases cases, int untilDay, CodingTrainingOptions options, Action<string> step, CancellationToken cancellationToken)
    {
        Check(cases, untilDay);
        step("Growing trees on what is older than the last month");
        var earlier = Grow(cases, untilDay - CalibrationDays, options, cancellationToken);
        var calibrated = Calibrated(earlier, cases, untilDay, step, cancellationToken);
        step("Growing trees on everything");
        return new(calibrated with { RowScorer = Grow(cases, untilDay, options, cancellationToken) }, earlier);
    }

    /// <summary>What scores rows already, calibrated on the last month: it must not have learned from that.</summary>
    /// <exception cref="TrainingException">The history before the day is too short, or has too few codes or lines.</exception>
    public static CodingModel Calibrated(IRowScorer rowScorer, CodingCases cases, int untilDay, Action<string> step, CancellationToken cancellationToken)
    {
        Check(cases, untilDay);
        step("Calibrating on the last month");
        var (first, deployed, sets) = Calibrate(cases, rowScorer, untilDay - CalibrationDays, untilDay, cancellationToken);
        return new()
        {
            RowScorer = rowScorer,
            First = first,
            DeployedThreshold = deployed,
            Sets = sets,
            FeatureSchemaSha256 = CodingFeatures.Schema.Sha256,
        };
    }

    private static Models.Scoring.Trees.TreeEnsemble Grow(CodingCases cases, int untilDay, CodingTrainingOptions options, CancellationToken cancellationToken)
    {
        var examples = CodingExamples.Of(cases, untilDay, options.LinesMax, options.Trees.Seed, cancellationToken);
        return BoostedTrees.Train(examples, options.TreesFor(examples.RightCount));
    }

    private static (CalibrationCurve First, double Deployed, ImmutableArray<CodeSetRule> Sets) Calibrate(
        CodingCases cases, IRowScorer rowScorer, int fromDay, int untilDay, CancellationToken cancellationToken)
    {
        var raw = Ask(cases, new(rowScorer, first: null), fromDay, untilDay, cancellationToken);
        var curve = IsotonicFit.Of([.. raw.Select(answer => (answer.FirstProbability, answer.Rank == 1))]);
        var answers = Ask(cases, new(rowScorer, curve), fromDay, untilDay, cancellationToken);
        var firsts = answers.Select(answer => (answer.FirstProbability, answer.Rank == 1)).ToArray();
        // History ended for the first half.
        var half = answers.Length / 2;
        return (curve, SelectivePrecision.ThresholdFor(firsts, DeployedPrecision), CodingSets.Of(answers[..half], answers[half..], 1 - SetCoverage));
    }

    /// <summary>Every line twice: with the history that ended, then with the one that grew.</summary>
    private static CodingAnswer[] Ask(CodingCases cases, CodingRanker ranker, int fromDay, int untilDay, CancellationToken cancellationToken) =>
        [
            .. CodingWalk.Days(cases, ranker, fromDay, untilDay, isGrowing: false, cancellationToken).SelectMany(day => day),
            .. CodingWalk.Days(cases, ranker, fromDay, untilDay, isGrowing: true, cancellationToken).SelectMany(day => day),
        ];

    private static void Check(CodingCases cases, int untilDay)
    {
        if (untilDay - cases.FirstDay < HistoryDaysMin)
        {
            throw new TrainingException(
                $"The history before {DateOnly.FromDayNumber(untilDay):yyyy-MM-dd} is {Math.Max(0, untilDay - cases.FirstDay)} days long; coding needs {HistoryDaysMin}.");
        }

        var calibrated = cases.From(untilDay - CalibrationDays, untilDay).Count();
        if (calibrated < CalibrationLinesMin)
        {
            throw new TrainingException($"The last {CalibrationDays} days before {DateOnly.FromDayNumber(untilDay):yyyy-MM-dd} have {calibrated} coded lines; calibration needs {CalibrationLinesMin}.");
        }

        if (cases.Before(untilDay).Select(known => known.Code).Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
        {
            throw new TrainingException("Every line of the history has the same code; there is nothing to learn.");
        }
    }
}
