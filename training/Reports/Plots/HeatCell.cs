namespace Triage.Training.Reports.Plots;

/// <param name="Strength">From 0, the paper, to 1.</param>
/// <param name="Words">What the cell means, for who points at it or hears it.</param>
internal readonly record struct HeatCell(double Strength, string Words);
