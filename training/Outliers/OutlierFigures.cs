namespace Triage.Training.Outliers;

/// <param name="Combinations">What each combination of members of ours reaches, the members alone included.</param>
public sealed record OutlierFigures(OutlierCounts Counts, DetectorAucs Aucs, IReadOnlyDictionary<string, double> Combinations);
