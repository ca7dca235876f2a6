using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Calibration;

namespace Triage.Models.Scoring.Coding;

/// <summary>What training leaves: what says of each candidate how likely it is right, and how sure the first of them may be.</summary>
public sealed record CodingModel
{
    public required IRowScorer RowScorer { get; init; }

    /// <summary>From the first candidate's share of all candidates' odds to the share of such that were right.</summary>
    public required CalibrationCurve First { get; init; }

    /// <summary>At this probability of the first suggestion and above, the promised precision held on the calibration's lines; infinite where none reached it.</summary>
    public required double DeployedThreshold { get; init; }

    /// <summary>Of the prediction sets, one for each <see cref="SupplierKnowledge"/>: what is promised holds for each apart (Mondrian conformal prediction: Vovk, ACML 2012).</summary>
    public required ImmutableArray<CodeSetRule> Sets { get; init; }

    public required string FeatureSchemaSha256 { get; init; }

    public CodeSetRule SetsOf(CodeRanking ranking) => Sets[(int)ranking.Supplier];

    public void CheckSchema() => CodingFeatures.Schema.Require(FeatureSchemaSha256, RowScorer.FeaturesCount);
}
