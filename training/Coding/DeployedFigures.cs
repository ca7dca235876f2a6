namespace Triage.Training.Coding;

/// <param name="Threshold"><c>null</c> where the promised precision was out of reach; then nothing is answered.</param>
/// <param name="Coverage">Share of lines at or above the threshold.</param>
public sealed record DeployedFigures(double? Threshold, double Precision, double Coverage);
