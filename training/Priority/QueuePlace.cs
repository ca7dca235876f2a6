using Triage.Models.Scoring.Priority;

namespace Triage.Training.Priority;

/// <summary>Where a policy puts an item, and when it must be asked again; <c>null</c> for never.</summary>
internal readonly record struct QueuePlace(PriorityPlace Place, long? ChangesAtMicros = null);
