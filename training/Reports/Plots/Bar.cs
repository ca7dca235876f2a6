namespace Triage.Training.Reports.Plots;

/// <param name="Text">The value as it is written.</param>
internal readonly record struct Bar(string Name, double Value, string Text, double? Low = null, double? High = null, int Series = 0);
