using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Intake;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// Scores invoices against the history before them: with the trees once there are labels, with the detector alone before. Any thread may
/// ask, each with a row of its own.
/// </summary>
public sealed class AnomalyScorer
{
    private readonly AnomalyModel _model;
    private readonly AnomalyLabels? _labels;
    private readonly Lazy<AnomalyEnsemble> _detector;

    public AnomalyScorer(AnomalyModel model)
    {
        model.CheckSchema();
        _model = model;
        _labels = model.Labels;
        _detector = new(model.Reference.Fit);
    }

    public AnomalyScore Score(AnomalyFacts facts, AnomalyHistory history, AnomalyRow row)
    {
        AnomalyFeatures.Extract(facts, history, row);
        return _labels is null ? new(SurpriseOf(row), null) : Labelled(_labels.Trees.Score(row.Values));
    }

    /// <summary>Whether a person should look.</summary>
    public bool IsFlagged(AnomalyScore score) => score.Raw >= _model.FlagAt;

    /// <summary>What the detector says of a filled row, in nats; also where there are labels.</summary>
    public double SurpriseOf(AnomalyRow row)
    {
        Span<float> surprises = stackalloc float[AnomalySurprises.Schema.Count];
        AnomalySurprises.Fill(row.Values, surprises);
        return _detector.Value.Score(surprises);
    }

    public ScoredAnomaly Explain(Invoice invoice, AnomalyHistory history)
    {
        var facts = AnomalyFacts.Of(invoice);
        var row = new AnomalyRow();
        AnomalyFeatures.Extract(facts, history, row);
        var text = new AnomalyText(invoice, facts, history, row);
        if (_labels is null)
        {
            var surprises = new float[AnomalySurprises.Schema.Count];
            AnomalySurprises.Fill(row.Values, surprises);
            var explained = _detector.Value.Explain(surprises);
            return Explained(new(explained.Score, null), explained.Rest, explained.Parts, AnomalySurprises.Schema.Names, AnomalySurprises.Respects, text);
        }

        var contributions = new double[AnomalyFeatures.Schema.Count];
        var score = _labels.Trees.Score(row.Values, contributions);
        return Explained(Labelled(score), _labels.Trees.Base, [.. contributions], AnomalyFeatures.Schema.Names, AnomalyFeatures.Respects, text);
    }

    private AnomalyScore Labelled(double score) => new(score, _labels!.Curve.Of(score)); // only asked where there are labels

    private static ScoredAnomaly Explained(
        AnomalyScore score, double rest, ImmutableArray<double> contributions, ImmutableArray<string> names, ImmutableArray<AnomalyRespect> respects, AnomalyText text) => new()
        {
            Score = score,
            Rest = rest,
            Contributions = contributions,
            Names = names,
            Reasons = [.. respects.Zip(contributions).GroupBy(part => part.First, part => part.Second).Select(part => (Respect: part.Key, Sum: part.Sum()))
            .Where(part => part.Sum > 0).OrderByDescending(part => part.Sum).Select(part =>
            {
                var (sentence, line) = text.Of(part.Respect);
                return new AnomalyReason(part.Respect, part.Sum, line, sentence);
            })],
        };
}
