using System.Collections.Immutable;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;

namespace Triage.Models.Scoring;

/// <summary>All that the models say of one invoice. They advise: the gate reads it, the policy decides.</summary>
[GenerateSerializer, Immutable, Alias("triage.ScoreSheet")]
public sealed record ScoreSheet
{
    /// <summary>No models are installed: rules alone, and nothing is missing.</summary>
    public static readonly ScoreSheet None = new();

    [Id(0)] public ImmutableArray<Score> Scores { get; init; } = [];

    /// <summary>Account codes for each line, in the lines' order; behind them what completes lines that came without another code.</summary>
    [Id(1)] public ImmutableArray<LineSuggestion> Lines { get; init; } = [];

    /// <summary>Scorers that should have given a score and could not: each is a person's business.</summary>
    [Id(2)] public ImmutableArray<string> Missing { get; init; } = [];
    [Id(3)] public ProfileStamp? Profile { get; init; }

    /// <summary>What the scorers were asked, as a <see cref="FeatureSheet"/> is stored; empty where nobody keeps it, and where it is kept already.</summary>
    [Id(4)] public ImmutableArray<byte> Features { get; init; } = [];

    /// <summary>Of these bytes.</summary>
    [Id(6)] public ImmutableArray<byte> FeaturesSha256 { get; init; } = [];

    /// <summary>Contributions were wanted.</summary>
    [Id(5)] public bool IsExplained { get; init; }

    public static ScoreSheet AllMissing(ImmutableArray<string> scorers) => new() { Missing = scorers };
}
