namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// A sample of a history's surprises, and the seed with which the detector is fitted on them: the same two give the same detector, so
/// these are what is stored.
/// </summary>
/// <param name="Rows">Of <see cref="Features.Anomaly.AnomalySurprises"/>.</param>
public sealed record AnomalyReference(FeatureRows Rows, int Seed)
{
    public AnomalyEnsemble Fit() => AnomalyEnsemble.Fit(Rows, Seed);
}
