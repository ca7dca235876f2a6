using Triage.Models.Features.Anomaly;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>What training leaves.</summary>
public sealed record AnomalyModel
{
    public required AnomalyReference Reference { get; init; }

    /// <summary><c>null</c> on day one, when nobody has said yet what was wrong: the detector alone speaks.</summary>
    public AnomalyLabels? Labels { get; init; }

    public required string FeatureSchemaSha256 { get; init; }

    public void CheckSchema()
    {
        if (FeatureSchemaSha256 != AnomalyFeatures.Schema.Sha256)
        {
            throw new InvalidOperationException($"The model reads features of schema {FeatureSchemaSha256}, this program makes {AnomalyFeatures.Schema.Sha256}.");
        }
    }
}
