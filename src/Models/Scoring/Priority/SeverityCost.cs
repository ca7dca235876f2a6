namespace Triage.Models.Scoring.Priority;

/// <summary>What an exception of one severity costs while it waits. In minor units of the reference currency.</summary>
/// <param name="HourMinor">An open hour of waiting, whatever the amount.</param>
/// <param name="SlaMinor">Missing the service level, and each further <see cref="PriorityWeights.SlaAgainHours"/> of missing it.</param>
public readonly record struct SeverityCost(long HourMinor, long SlaMinor);
