using System.Collections.Immutable;
using Triage.Models.Gating;

namespace Triage.Training.Priority;

/// <summary>What delay costs where the scenario plays. In units of its currency.</summary>
public sealed record ScenarioCosts
{
    public required int LateBasisPointsPerYear { get; init; }

    /// <summary>Once for being late, by the debt from which it is owed.</summary>
    public required ImmutableArray<(decimal From, decimal Charge)> LateCharges { get; init; }

    /// <summary>From an answer to the payment.</summary>
    public required int PaymentDays { get; init; }

    /// <summary>What money costs a year while its invoice waits; risk makes it dearer with severity.</summary>
    public required ImmutableSortedDictionary<Severity, decimal> HeldBasisPointsPerYear { get; init; }
    public required ImmutableSortedDictionary<Severity, decimal> SlaMiss { get; init; }

    /// <summary>By open hour beyond the service level.</summary>
    public required ImmutableSortedDictionary<Severity, decimal> SlaLateHour { get; init; }
}
