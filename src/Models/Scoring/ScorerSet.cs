using System.Collections.Immutable;
using Triage.Models.Policy;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;

namespace Triage.Models.Scoring;

/// <summary>The models in force, wholly built before anybody scores with them: immutable, shared by all threads.</summary>
public sealed record ScorerSet
{
    public required string Version { get; init; }
    public (DuplicateModel Model, ModelStamp Stamp)? Duplicate { get; init; }
    public (AnomalyScorer Scorer, ModelStamp Stamp)? Anomaly { get; init; }
    public (CodingModel Model, ModelStamp Stamp)? Coding { get; init; }

    /// <summary>Whose model should be here and is not.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    public ImmutableArray<string> Names =>
    [
        .. new[] { Duplicate is null ? null : ScorerNames.Duplicate, Anomaly is null ? null : ScorerNames.Anomaly, Coding is null ? null : ScorerNames.Coding }.OfType<string>(),
        .. Missing,
    ];
}
