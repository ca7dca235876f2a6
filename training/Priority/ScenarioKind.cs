using System.Collections.Immutable;
using Triage.Models.Gating;

namespace Triage.Training.Priority;

/// <summary>One kind of item that comes to the queue.</summary>
public sealed record ScenarioKind
{
    public required string Name { get; init; }

    /// <summary>The gravest first.</summary>
    public required ImmutableArray<ExceptionCode> Codes { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>Open hours from entering the queue.</summary>
    public required int SlaHours { get; init; }

    /// <summary>Its weight among all kinds.</summary>
    public required double Share { get; init; }

    /// <summary>In units of the scenario's currency.</summary>
    public required Spread Amount { get; init; }
    public required Spread Lines { get; init; }
    public required Spread EffortMinutes { get; init; }

    /// <summary>More for each line after the first.</summary>
    public required double EffortMinutesPerLine { get; init; }

    /// <summary><c>null</c>: nothing is due.</summary>
    public DayRange? DueDays { get; init; }
    public ScenarioDiscount? Discount { get; init; }
}
