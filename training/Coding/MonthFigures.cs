namespace Triage.Training.Coding;

/// <param name="SetCoverageLow">The interval is clustered by supplier, 95 %.</param>
public sealed record MonthFigures(string Month, int Lines, double Top1, double SetCoverage, double SetCoverageLow, double SetCoverageHigh, double SetMeanSize);
