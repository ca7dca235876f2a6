namespace Triage.Training.Coding;

/// <param name="Coverage">Share of lines at or above the threshold.</param>
public sealed record DeployedFigures(double Threshold, double Precision, double Coverage);
