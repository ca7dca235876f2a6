using Triage.Models.Scoring.Anomaly;
using Triage.Training.Evaluation;

namespace Triage.Training.Outliers;

/// <summary>
/// Fits detectors on all rows of a set without its labels, scores the same rows, and only then looks at the labels: the protocol of
/// Han, Hu, Huang, Jiang and Zhao, ADBench: Anomaly detection benchmark, NeurIPS 2022, for unsupervised methods.
/// </summary>
public static class OutlierEvaluation
{
    /// <summary>Where chance is drawn, a figure is the mean over as many seeds.</summary>
    public const int Seeds = 5;

    /// <summary>How often progress is told of a set.</summary>
    public const int Steps = 2 * Seeds + 1;

    public static OutlierFigures Of(OutlierSet set, int seed, Action step, CancellationToken cancellationToken)
    {
        var combinations = MemberCombination.All(AnomalyEnsemble.Members);
        var ours = new double[combinations.Length];
        double forest = 0;
        for (var i = 0; i < Seeds; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var surprises = AnomalyEnsemble.Fit(set.Rows, seed + i).SurprisesOfFitted(set.Rows);
            for (var combination = 0; combination < ours.Length; combination++)
            {
                ours[combination] += RocAuc.Of(AnomalyEnsemble.Mean(combinations[combination].Of(surprises), set.Rows.Count), set.IsUnusual) / Seeds;
            }

            step();
            cancellationToken.ThrowIfCancellationRequested();
            forest += Judge(IsolationForest.Fit(set.Rows, seed + i), set) / Seeds;
            step();
        }

        var neighbours = Judge(NeighbourDistance.Fit(set.Rows, seed), set);
        step();
        return new(
            new(set.Rows.Count, set.IsUnusual.Count(isUnusual => isUnusual)),
            new(ours[^1], neighbours, forest),
            combinations.Select((combination, i) => (combination.Name, Auc: ours[i])).ToDictionary(figure => figure.Name, figure => figure.Auc));
    }

    private static double Judge(IAnomalyDetector detector, OutlierSet set) => RocAuc.Of(detector.ScoresOfFitted(set.Rows), set.IsUnusual);
}
