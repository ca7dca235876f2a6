using System.Collections.Immutable;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>Why a row is as unusual as its score says: the parts and the rest add up to the score, and so does the mean of the members.</summary>
public sealed record AnomalyExplanation
{
    /// <summary>In nats: ln 100 where the members agree that one row in a hundred is as unusual.</summary>
    public required double Score { get; init; }

    /// <summary>What each feature adds, in nats and never below 0, in the features' order.</summary>
    public required ImmutableArray<double> Parts { get; init; }

    /// <summary>What no single feature accounts for.</summary>
    public required double Rest { get; init; }

    public required ImmutableArray<MemberSurprise> Members { get; init; }
}
