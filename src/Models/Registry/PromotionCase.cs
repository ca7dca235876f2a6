using System.Collections.Immutable;
using Triage.Models.Scoring.Packages;

namespace Triage.Models.Registry;

/// <summary>All that a promotion is decided on.</summary>
public sealed record PromotionCase
{
    public required string Version { get; init; }
    public required string Actor { get; init; }
    public required string TrainedBy { get; init; }
    public required string RegisteredBy { get; init; }

    /// <summary>Whose key signed it, as the operator's trust list says; <c>null</c> where the package is broken.</summary>
    public string? SignerOwner { get; init; }

    /// <summary>Why the package cannot be served on this machine, golden cases among it; <c>null</c>: it can.</summary>
    public (string File, string Problem)? Broken { get; init; }
    public required ImmutableArray<ModelSegment> Segments { get; init; }

    /// <summary>The version in force; <c>null</c>: none.</summary>
    public string? InForce { get; init; }

    /// <summary>Of the version in force.</summary>
    public ImmutableArray<ModelSegment> SegmentsInForce { get; init; } = [];

    /// <summary>No version was ever in force: there is nothing to compare with.</summary>
    public required bool IsFirst { get; init; }
    public ImmutableArray<ShadowRun> ShadowRuns { get; init; } = [];
}
