using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Intake;

namespace Triage.Training.Priority;

/// <summary>One item as drawn: what a queue knows of it, and the work that it will turn out to be.</summary>
internal sealed record QueueItem
{
    public required int Index { get; init; }
    public required Invoice Invoice { get; init; }
    public required ImmutableArray<Reason> Reasons { get; init; }
    public required Severity Severity { get; init; }
    public required int SlaHours { get; init; }
    public required long EnteredMicros { get; init; }

    /// <summary>No policy sees it before the work is done.</summary>
    public required int EffortMinutes { get; init; }

    public long EffortMicros => EffortMinutes * 60_000_000L;
}
