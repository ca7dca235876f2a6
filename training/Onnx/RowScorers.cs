using Triage.Models.Features.Coding;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Onnx;

/// <summary>What scores rows in a set of models, by the models' kinds.</summary>
public static class RowScorers
{
    public static IEnumerable<(string Model, IRowScorer Scorer, string SchemaSha256)> Of(ScorerSet set)
    {
        if (set.Anomaly is var (anomaly, _) && anomaly.Model.Labels is { } labels)
        {
            yield return (ModelFileKinds.Anomaly, labels.RowScorer, anomaly.Model.FeatureSchemaSha256);
        }

        if (set.Duplicate is var (duplicate, _))
        {
            yield return (ModelFileKinds.Duplicate, duplicate.RowScorer, duplicate.FeatureSchemaSha256);
        }

        foreach (var field in CodeFields.All)
        {
            if (CodingOf(set, field) is var (coding, _))
            {
                yield return (ModelFileKinds.Of(field), coding.RowScorer, coding.FeatureSchemaSha256);
            }
        }
    }

    /// <summary>The same set, but for what scores its rows.</summary>
    public static ScorerSet Exchanged(ScorerSet set, Func<string, IRowScorer, IRowScorer> exchange) => set with
    {
        Anomaly = set.Anomaly is var (anomaly, stamp) && anomaly.Model.Labels is { } labels
            ? (new AnomalyScorer(anomaly.Model with { Labels = labels with { RowScorer = exchange(ModelFileKinds.Anomaly, labels.RowScorer) } }), stamp)
            : set.Anomaly,
        Duplicate = set.Duplicate is var (duplicate, stampOfIt) ? (duplicate with { RowScorer = exchange(ModelFileKinds.Duplicate, duplicate.RowScorer) }, stampOfIt) : null,
        Coding = Exchanged(set, CodeField.AccountCode, exchange),
        CostCentre = Exchanged(set, CodeField.CostCentre, exchange),
        ServiceCode = Exchanged(set, CodeField.ServiceCode, exchange),
    };

    private static (CodingModel, ModelStamp)? Exchanged(ScorerSet set, CodeField field, Func<string, IRowScorer, IRowScorer> exchange) =>
        CodingOf(set, field) is var (coding, stamp) ? (coding with { RowScorer = exchange(ModelFileKinds.Of(field), coding.RowScorer) }, stamp) : null;

    private static (CodingModel Model, ModelStamp Stamp)? CodingOf(ScorerSet set, CodeField field) => field switch
    {
        CodeField.AccountCode => set.Coding,
        CodeField.CostCentre => set.CostCentre,
        _ => set.ServiceCode,
    };
}
