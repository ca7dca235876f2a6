namespace Triage.Training.Outliers;

/// <summary>The area under the ROC curve of ours and of those that it is measured against.</summary>
public sealed record DetectorAucs(double Ours, double Knn, double IsolationForest)
{
    public static DetectorAucs MeanOf(IReadOnlyCollection<DetectorAucs> sets) =>
        new(sets.Average(set => set.Ours), sets.Average(set => set.Knn), sets.Average(set => set.IsolationForest));
}
