using System.Security.Cryptography;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Packages;

/// <summary>Models that were just made, as serving asks them.</summary>
internal static class TrainedScorers
{
    /// <param name="set">Whose other models stay.</param>
    public static ScorerSet Over(ScorerSet set, TrainedPackage trained)
    {
        var stamps = ModelPackageWriter.Models(trained).ToDictionary(model => model.Kind, model => new ModelStamp(set.Version, [.. SHA256.HashData(model.Bytes)]), StringComparer.Ordinal);
        return set with
        {
            Duplicate = trained.Duplicate is { } duplicate ? (duplicate, stamps[ModelFileKinds.Duplicate]) : set.Duplicate,
            Anomaly = trained.Anomaly is { } anomaly ? (new AnomalyScorer(anomaly), stamps[ModelFileKinds.Anomaly]) : set.Anomaly,
            Coding = trained.Coding is { } coding ? (coding, stamps[ModelFileKinds.Coding]) : set.Coding,
            CostCentre = Of(CodeField.CostCentre) ?? set.CostCentre,
            ServiceCode = Of(CodeField.ServiceCode) ?? set.ServiceCode,
        };

        (CodingModel, ModelStamp)? Of(CodeField field) => trained.Fields.FirstOrDefault(one => one.Field == field) is { } made ? (made.Model, stamps[ModelFileKinds.Of(field)]) : null;
    }
}
