using System.Collections.Immutable;

namespace Triage.Models.Features.Sheets;

/// <summary>
/// What the scorers were asked about one invoice, as numbers: with it an invoice can be scored again, by the same models or by others,
/// without the past that it was held against.
/// </summary>
public sealed record FeatureSheet
{
    /// <summary><c>null</c> where no duplicate model was asked.</summary>
    public PairFeatures? Pairs { get; init; }

    /// <summary>Of <see cref="Anomaly.AnomalyFeatures.Schema"/>; empty where no anomaly model was asked.</summary>
    public ImmutableArray<float> Anomaly { get; init; } = [];

    /// <summary>Lines that coding models were asked about, each field's behind the other's.</summary>
    public ImmutableArray<LineFeatures> Lines { get; init; } = [];
}
