namespace Triage.Models.Features.Anomaly;

/// <summary>A line that came before, as it is held against a new one.</summary>
internal readonly record struct PastLine(long AmountMinor, float Log, long Code, long Place, int Day);
