namespace Triage.Training.Reports.Plots;

/// <param name="Low">With <paramref name="High"/> the ends of its interval, where it has one.</param>
internal readonly record struct PlotPoint(double X, double Y, double? Low = null, double? High = null);
