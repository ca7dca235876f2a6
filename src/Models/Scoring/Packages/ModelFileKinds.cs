using System.Collections.Immutable;
using Triage.Models.Policy;

namespace Triage.Models.Scoring.Packages;

/// <summary>What a package may hold; models stand under their scorers' names. Nothing else is ever opened.</summary>
public static class ModelFileKinds
{
    public const string Duplicate = ScorerNames.Duplicate;
    public const string Anomaly = ScorerNames.Anomaly;
    public const string Coding = ScorerNames.Coding;
    public const string History = "history";
    public const string Report = "report";

    /// <summary>Each label that was learned from, with how it was sampled.</summary>
    public const string Labels = "labels";

    /// <summary>Each has one scorer.</summary>
    public static readonly ImmutableArray<string> Models = [Duplicate, Anomaly, Coding];

    public static readonly ImmutableArray<string> All = [.. Models, History, Report, Labels];
}
