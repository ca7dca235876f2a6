namespace Triage.Models.Scoring.Anomaly;

/// <summary>One detector of an ensemble, with the scores of the rows that it was fitted on: what its score of another is worth among them.</summary>
internal sealed record AnomalyMember(string Name, IAnomalyDetector Detector, EmpiricalDistribution Fitted)
{
    public static AnomalyMember Of(string name, IAnomalyDetector detector, FeatureRows rows) => new(name, detector, new(detector.ScoresOfFitted(rows)));
}
