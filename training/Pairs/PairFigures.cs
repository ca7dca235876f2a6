using System.Collections.Immutable;
using Triage.Training.Evaluation;

namespace Triage.Training.Pairs;

/// <summary>How well pairs of a set are told apart.</summary>
public record PairFigures
{
    public required string Set { get; init; }
    public required int Pairs { get; init; }
    public required int Matches { get; init; }

    /// <summary>Each column with the kind that its cells were found to be of.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>On the published test part; the threshold is the best of train and valid.</summary>
    public required MatchQuality Baseline { get; init; }

    /// <summary>On the published test part, the mean over seeds.</summary>
    public required MatchQuality Test { get; init; }
    public required double TestF1Low { get; init; }
    public required double TestF1High { get; init; }

    /// <summary><c>null</c> where it was not asked for.</summary>
    public required PairCrossValidation? CrossValidated { get; init; }
}
