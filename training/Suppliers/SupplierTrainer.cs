using Triage.Models.Features.Suppliers;
using Triage.Models.Scoring.Suppliers;
using Triage.Models.Scoring.Trees;
using Triage.Training.Calibration;
using Triage.Training.Evaluation;
using Triage.Training.Trees;

namespace Triage.Training.Suppliers;

/// <summary>
/// From names whose supplier is known, and names that mean nobody, to a matching model. Calibrated on each part of the cases by
/// trees that did not see it (cross-fitting: Platt, Advances in large margin classifiers, 1999), then grown once more on all.
/// </summary>
public static class SupplierTrainer
{
    private const int CalibrationFolds = 3;
    private const int CasesMin = 100;

    /// <exception cref="TrainingException">There are too few cases.</exception>
    public static SupplierMatchModel Train(IReadOnlyList<SupplierCase> cases, SupplierTrainingOptions options, CancellationToken cancellationToken)
    {
        if (cases.Count(one => one.Written.Supplier is not null) < CasesMin)
        {
            throw new TrainingException($"{CasesMin} names that differ from their supplier's canonical name are needed to learn matching; there are {cases.Count(one => one.Written.Supplier is not null)}.");
        }

        var folds = Folds.Of([.. cases.Select(one => (one.Group, one.Written.Supplier is null))], CalibrationFolds, options.Trees.Seed);
        var outcomes = new List<(double Raw, bool IsRight)>(cases.Count);
        for (var fold = 0; fold < CalibrationFolds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var matcher = new SupplierMatcher(Grow(cases.Where((_, at) => folds[at] != fold), options), first: null);
            outcomes.AddRange(cases.Where((one, at) => folds[at] == fold && one.Candidates.Count > 0).Select(one => First(matcher, one)));
        }

        var curve = IsotonicFit.Of(outcomes);
        cancellationToken.ThrowIfCancellationRequested();
        return new()
        {
            Trees = Grow(cases, options),
            First = curve,
            DeployedThreshold = SelectivePrecision.ThresholdFor([.. outcomes.Select(outcome => (curve.Of(outcome.Raw), outcome.IsRight))], options.DeployedPrecision),
            FeatureSchemaSha256 = SupplierFeatures.Schema.Sha256,
        };
    }

    private static (double Raw, bool IsRight) First(SupplierMatcher matcher, SupplierCase one)
    {
        var first = matcher.Rank(one.Candidates, 1)[0];
        return (first.Probability, one.IsRight(first.Supplier));
    }

    private static TreeEnsemble Grow(IEnumerable<SupplierCase> cases, SupplierTrainingOptions options) => BoostedTrees.Train(SupplierCases.Examples(cases), options.Trees);
}
