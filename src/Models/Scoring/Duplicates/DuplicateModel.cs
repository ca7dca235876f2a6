using Triage.Models.Features.Duplicates;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Duplicates;

/// <summary>What training leaves: trees over a pair of bills, and how far they may be trusted.</summary>
public sealed record DuplicateModel
{
    public required TreeEnsemble Trees { get; init; }

    /// <summary>Of bills that have a number.</summary>
    public required DuplicateCalibration Numbered { get; init; }

    /// <summary>Of bills that have none: the same likeness says less.</summary>
    public required DuplicateCalibration Unnumbered { get; init; }

    public required string FeatureSchemaSha256 { get; init; }

    public void CheckSchema() => DuplicateFeatures.Schema.Require(FeatureSchemaSha256, Trees.FeaturesCount);
}
