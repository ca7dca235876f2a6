using Triage.Models.Features.Anomaly;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>What training leaves.</summary>
public sealed record AnomalyModel
{
    public required AnomalyReference Reference { get; init; }

    /// <summary><c>null</c> on day one, when nobody has said yet what was wrong: the detector alone speaks.</summary>
    public AnomalyLabels? Labels { get; init; }

    public required string FeatureSchemaSha256 { get; init; }

    /// <summary>Of raw scores: at this and above a person should look. So few bills that are in order lie there as training promised; infinite where that can't be promised.</summary>
    public required double FlagAt { get; init; }

    public void CheckSchema()
    {
        AnomalyFeatures.Schema.Require(FeatureSchemaSha256, Labels?.RowScorer.FeaturesCount ?? AnomalyFeatures.Schema.Count);
        AnomalySurprises.Schema.Require(AnomalySurprises.Schema.Sha256, Reference.Rows.Columns);
    }
}
