using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Duplicates;

/// <summary>What training leaves: trees over a pair of bills, and how often the most alike of a bill's pairs was a copy.</summary>
public sealed record DuplicateModel
{
    public required TreeEnsemble Trees { get; init; }

    /// <summary>From the highest log-odds among a bill's candidates to the share of such bills that were copies.</summary>
    public required CalibrationCurve Curve { get; init; }

    /// <summary>In log-odds: at this and above the promised precision held on the calibration's bills.</summary>
    public required double Threshold { get; init; }

    public required string FeatureSchemaSha256 { get; init; }
}
