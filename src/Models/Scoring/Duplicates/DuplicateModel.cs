using Triage.Models.Features;
using Triage.Models.Features.Duplicates;

namespace Triage.Models.Scoring.Duplicates;

/// <summary>What training leaves: what scores a pair of bills, and how far it may be trusted.</summary>
public sealed record DuplicateModel
{
    public required IRowScorer RowScorer { get; init; }

    /// <summary>Of bills that have a number.</summary>
    public required DuplicateCalibration Numbered { get; init; }

    /// <summary>Of bills that have none: the same likeness says less.</summary>
    public required DuplicateCalibration Unnumbered { get; init; }

    public required string FeatureSchemaSha256 { get; init; }

    /// <summary>What it reads of a row: all, or the beginning that an earlier program made.</summary>
    /// <exception cref="FeatureSchemaException">It reads features that this program does not make.</exception>
    public FeatureSchema CheckSchema() => DuplicateFeatures.SchemaOf(FeatureSchemaSha256, RowScorer.FeaturesCount);
}
