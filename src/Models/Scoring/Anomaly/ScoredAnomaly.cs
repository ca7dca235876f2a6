using System.Collections.Immutable;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>A score with its reasons.</summary>
public sealed record ScoredAnomaly
{
    public required AnomalyScore Score { get; init; }

    /// <summary>Before anything is known of the invoice, or what no feature accounts for: with the contributions it adds up to the raw score.</summary>
    public required double Rest { get; init; }

    /// <summary>Of each feature of <see cref="Names"/>; none where the model does not say why.</summary>
    public required ImmutableArray<double> Contributions { get; init; }

    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The respects that make it more unusual, the strongest first.</summary>
    public required ImmutableArray<AnomalyReason> Reasons { get; init; }
}
