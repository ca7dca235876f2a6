using System.Collections.Immutable;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Packages;
using Triage.Training.Evaluation;

namespace Triage.Training.Packages;

/// <summary>What a manifest says of how scores became probabilities.</summary>
internal static class PackageCalibration
{
    private const string Isotonic = "isotonic";
    private const string First = "first_suggestion";

    public static ImmutableArray<ModelCalibration> Of(TrainedPackage trained)
    {
        var all = ImmutableArray.CreateBuilder<ModelCalibration>();
        if (trained.Duplicate is { } duplicate)
        {
            // What was judged were bills as they came, of which most have numbers.
            double? error = trained.DuplicateJudgement is { } judged ? ReliabilityBin.Error(judged.Evidence.Reliability) : null;
            all.Add(Fitted(ModelFileKinds.Duplicate, "numbered", duplicate.Numbered.Curve, error));
            all.Add(Fitted(ModelFileKinds.Duplicate, "unnumbered", duplicate.Unnumbered.Curve, null));
        }

        if (trained.Anomaly?.Labels is { } labels)
        {
            all.Add(Fitted(ModelFileKinds.Anomaly, "wrong", labels.Curve, trained.AnomalyFigures?.Ece));
        }

        if (trained.Coding is { } coding)
        {
            all.Add(Fitted(ModelFileKinds.Coding, First, coding.First, trained.CodingGrowing?.Figures.Ece));
        }

        all.AddRange(trained.Fields.Select(field => Fitted(ModelFileKinds.Of(field.Field), First, field.Model.First, field.Growing?.Ece)));
        return all.DrainToImmutable();
    }

    private static ModelCalibration Fitted(string model, string of, CalibrationCurve curve, double? error) => new(model, of, Isotonic, curve.FittedOn, error);
}
