using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Triage.Training.Coding;

/// <summary>How good a coding model is on lines that it did not know, one way of asking: history that ended, or history that grew.</summary>
public sealed record CodingFigures
{
    public required int Lines { get; init; }

    /// <summary>Share of lines whose first suggestion is right.</summary>
    public required double Top1 { get; init; }

    /// <summary>Share of lines of which one of the first three suggestions is right.</summary>
    public required double Top3 { get; init; }

    /// <summary>Share of lines whose right code is a candidate at all: no ranking does better.</summary>
    public required double Offered { get; init; }

    /// <summary>In hindsight: the largest share of lines, the surest first, of which 95 % are right.</summary>
    [JsonPropertyName("coverage_at_precision_95")] public required double CoverageAtPrecision95 { get; init; }

    /// <summary>With the threshold that was chosen before.</summary>
    public required DeployedFigures Deployed { get; init; }

    /// <summary>Of the first suggestion's probability, over 15 bins of equal mass.</summary>
    public required double Ece { get; init; }

    /// <summary>Share of lines whose set holds the right code; promised: 95 % where enough right codes are offered (<see cref="Sets"/>).</summary>
    public required double ConformalCoverage { get; init; }
    public required double ConformalMeanSize { get; init; }

    /// <summary>By what was known of the supplier when each line was asked.</summary>
    public required ImmutableArray<SetFigures> Sets { get; init; }
    public required ImmutableArray<MonthFigures> Months { get; init; }
    public required ImmutableArray<SegmentFigures> Segments { get; init; }
}
