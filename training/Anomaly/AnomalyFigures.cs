using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Triage.Training.Evaluation;

namespace Triage.Training.Anomaly;

/// <summary>How well wrong bills are found among those of a span that the model did not know.</summary>
public sealed record AnomalyFigures
{
    public required int Invoices { get; init; }

    /// <summary>How many are wrong, by kind.</summary>
    public required IReadOnlyDictionary<string, int> Wrong { get; init; }

    public required double AveragePrecision { get; init; }

    /// <summary>Of the bills as they were drawn: resampled, 95 % of the figures lie between (percentile bootstrap: Efron, Annals of Statistics 7, 1979).</summary>
    public required double AveragePrecisionLow { get; init; }
    public required double AveragePrecisionHigh { get; init; }

    /// <summary>An isolation forest of 100 trees on the same features, without labels.</summary>
    public required double BaselineAveragePrecision { get; init; }

    /// <summary>Our detector without labels: what there is on day one.</summary>
    public required double UnsupervisedAveragePrecision { get; init; }

    public required double RocAuc { get; init; }

    /// <summary>Share of the wrong ones, by kind, among the hundredth of bills that scores highest.</summary>
    [JsonPropertyName("recall_at_1pct")]
    public required IReadOnlyDictionary<string, double> RecallAt1Pct { get; init; }

    [JsonPropertyName("recall_at_2pct")]
    public required IReadOnlyDictionary<string, double> RecallAt2Pct { get; init; }

    [JsonPropertyName("baseline_recall_at_1pct")]
    public required IReadOnlyDictionary<string, double> BaselineRecallAt1Pct { get; init; }

    [JsonPropertyName("unsupervised_recall_at_1pct")]
    public required IReadOnlyDictionary<string, double> UnsupervisedRecallAt1Pct { get; init; }

    /// <summary>Of each kind against the bills in order alone.</summary>
    public required IReadOnlyDictionary<string, double> AveragePrecisionByKind { get; init; }

    public required ImmutableArray<FlaggedPoint> PrecisionRecall { get; init; }

    /// <summary>Of wrong bills flagged at one in a hundred, by kind: how often the strongest respect is the one that was made wrong. Of kinds that are planted here.</summary>
    public required IReadOnlyDictionary<string, double> RespectRight { get; init; }

    /// <summary>Of the probabilities, over 15 bins of equal mass.</summary>
    public required double Ece { get; init; }

    /// <summary>The mean probability given, beside the share that is wrong.</summary>
    public required double MeanProbability { get; init; }

    /// <summary>The share of wrong ones that the probabilities are stated for.</summary>
    public required double Prior { get; init; }

    public required ImmutableArray<AnomalySegment> Segments { get; init; }

    /// <summary>By the month in which bills were issued.</summary>
    public required ImmutableArray<AnomalySegment> Months { get; init; }

    /// <summary>Of all judged bills, in bins whose edges are fixed.</summary>
    public required ImmutableArray<ReliabilityBin> Reliability { get; init; }
    public required ImmutableArray<FeatureImportance> Importances { get; init; }

    /// <summary>How many bills the importances rest on.</summary>
    public required int Explained { get; init; }

    /// <summary>How many plantings the model learned from.</summary>
    public int Plantings { get; init; }

    /// <summary>Rows of the truth that name no invoice; <c>null</c> where none was given.</summary>
    public int? TruthUnmatched { get; init; }

    /// <summary><c>null</c> where it was not asked for.</summary>
    public AnomalyPaceFigures? Pace { get; init; }

    public double Seconds { get; init; }
}
