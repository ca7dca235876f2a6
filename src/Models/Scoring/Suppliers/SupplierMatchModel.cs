using Triage.Models.Features.Suppliers;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Suppliers;

/// <summary>What training leaves: trees that say of each known name how likely it is meant, and how sure the first of them may be.</summary>
public sealed record SupplierMatchModel
{
    public required TreeEnsemble Trees { get; init; }

    /// <summary>From the first supplier's raw share to the share of such that were right.</summary>
    public required CalibrationCurve First { get; init; }

    /// <summary>At this probability and above, the promised precision held on the names it was calibrated on; above 1 where none reached it.</summary>
    public required double DeployedThreshold { get; init; }

    public required string FeatureSchemaSha256 { get; init; }

    public void CheckSchema()
    {
        if (FeatureSchemaSha256 != SupplierFeatures.Schema.Sha256)
        {
            throw new InvalidOperationException($"The model reads features of schema {FeatureSchemaSha256}, this program makes {SupplierFeatures.Schema.Sha256}.");
        }
    }
}
