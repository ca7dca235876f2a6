using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <param name="Reference">What it is held against.</param>
/// <param name="Counts">Of the reference's bins, now.</param>
/// <param name="Index">The population stability index.</param>
/// <param name="ChanceLimit">What chance alone seldom exceeds with samples of these sizes.</param>
public sealed record ColumnDrift(ColumnReference Reference, ImmutableArray<long> Counts, double Index, double ChanceLimit)
{
    public const double ModerateFrom = 0.1;
    public const double LargeFrom = 0.25;

    public DriftLevel Level => Index <= ChanceLimit || Index < ModerateFrom ? DriftLevel.Stable : Index < LargeFrom ? DriftLevel.Moderate : DriftLevel.Large;
}
