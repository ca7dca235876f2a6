using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>The scorers that a policy can require, by the name under which their scores stand.</summary>
public static class ScorerNames
{
    public const string Duplicate = "duplicate";
    public const string Anomaly = "anomaly";
    public const string Coding = "coding";
    public const string Priority = "priority";

    public static readonly ImmutableArray<string> All = [Duplicate, Anomaly, Coding, Priority];
}
