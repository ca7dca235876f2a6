using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Models.Gating;

/// <summary>All that a verdict may rest on. The gate reads nothing else.</summary>
public sealed record GateInput
{
    /// <summary>With the references that were provided since it was received.</summary>
    public required Invoice Invoice { get; init; }
    public required TwinSearch Twins { get; init; }
    public required TriagePolicy Policy { get; init; }

    /// <summary>What the models say.</summary>
    public ScoreSheet Sheet { get; init; } = ScoreSheet.None;

    /// <summary>In force; what is not loaded makes its checks not applicable.</summary>
    public MasterDataSnapshot MasterData { get; init; } = MasterDataSnapshot.None;

    /// <summary>The local date of the facility where it is known, else the tenant's.</summary>
    public required DateOnly Today { get; init; }
    public required long NowMicros { get; init; }

    /// <summary>A hold's deadline passed, now or before: what it waited for becomes a person's business.</summary>
    public bool HoldExpired { get; init; }

    /// <summary>No hold may last longer than this one; <c>null</c> when there was none.</summary>
    public long? EarlierHoldUntilMicros { get; init; }

    /// <summary>The invoice was cleared before: it can stay so or go to a person, but not on hold.</summary>
    public bool AlreadyCleared { get; init; }

    /// <summary>The invoice that this one should take the place of could no longer be superseded.</summary>
    public bool SupersessionFailed { get; init; }

    /// <summary>What a person must look at, of what other systems say.</summary>
    public ImmutableArray<Concern> Concerns { get; init; } = [];

    /// <summary>It was posted or has ended: only the concerns are asked about, whatever the checks would say now.</summary>
    public bool IsPastPassing { get; init; }
}
