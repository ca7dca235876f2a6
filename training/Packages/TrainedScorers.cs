using Triage.Models.Features.Coding;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Packages;

/// <summary>Models that were just made, as serving asks them, but for the trees: these have not learned from the ledger's last month.</summary>
internal static class TrainedScorers
{
    // Scores name their model; nobody looks at which.
    private static readonly ModelStamp Stamp = new("", [0]);

    public static ScorerSet Of(TrainedPackage trained)
    {
        return new()
        {
            Version = Stamp.Version,
            Duplicate = trained.Duplicate is { } duplicate ? (duplicate with { RowScorer = Earlier(ModelFileKinds.Duplicate) }, Stamp) : null,
            Anomaly = trained.Anomaly is { } anomaly ? (new AnomalyScorer(Unlearned(anomaly)), Stamp) : null,
            Coding = Coding(trained.Coding, CodeField.AccountCode),
            CostCentre = Coding(Made(CodeField.CostCentre), CodeField.CostCentre),
            ServiceCode = Coding(Made(CodeField.ServiceCode), CodeField.ServiceCode),
        };

        CodingModel? Made(CodeField field) => trained.Fields.FirstOrDefault(made => made.Field == field)?.Model;

        (CodingModel, ModelStamp)? Coding(CodingModel? model, CodeField field) => model is null ? null : (model with { RowScorer = Earlier(ModelFileKinds.Of(field)) }, Stamp);

        AnomalyModel Unlearned(AnomalyModel model) => model.Labels is { } labels ? model with { Labels = labels with { RowScorer = Earlier(ModelFileKinds.Anomaly) } } : model;

        IRowScorer Earlier(string kind) => trained.WithoutLastMonth[kind];
    }
}
