namespace Triage.Models.Scoring.Anomaly;

/// <summary>How unusual an invoice is.</summary>
/// <param name="Raw">Higher is more unusual: the trees' log-odds once there are labels, the detector's nats before.</param>
/// <param name="Probability">That it is wrong, where as many are wrong as among those that the model was calibrated on; <c>null</c> without labels.</param>
public readonly record struct AnomalyScore(double Raw, double? Probability);
