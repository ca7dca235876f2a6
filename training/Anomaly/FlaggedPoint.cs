namespace Triage.Training.Anomaly;

/// <summary>A point of the precision-recall curve: what comes of it when so large a share of the bills is looked at.</summary>
public sealed record FlaggedPoint(double Flagged, double Precision, double Recall);
