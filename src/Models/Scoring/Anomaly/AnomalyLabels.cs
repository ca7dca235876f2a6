using Triage.Models.Scoring.Calibration;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>What is learned once it is known of some invoices that they were wrong.</summary>
/// <param name="Curve">From the row's score to the share of such invoices that were wrong.</param>
/// <param name="Prior">The share of wrong ones among those that the curve was fitted on: its probabilities hold where so many are.</param>
public sealed record AnomalyLabels(IRowScorer RowScorer, CalibrationCurve Curve, double Prior);
