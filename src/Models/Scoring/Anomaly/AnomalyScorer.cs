using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Intake;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// Scores invoices against the history before them: with what learned from labels once there are any, with the detector alone before. Any thread may
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

    public AnomalyModel Model => _model;

    public AnomalyScore Score(AnomalyFacts facts, AnomalyHistory history, AnomalyRow row)
    {
        AnomalyFeatures.Extract(facts, history, row);
        return Score(row.Values);
    }

    /// <summary>Of features that were extracted before.</summary>
    public AnomalyScore Score(ReadOnlySpan<float> features) => _labels is null ? new(SurpriseOf(features), null) : Labelled(_labels.RowScorer.Score(features));

    /// <summary>Whether a person should look.</summary>
    public bool IsFlagged(AnomalyScore score) => score.Raw >= _model.FlagAt;

    /// <summary>What the detector says, in nats; also where there are labels.</summary>
    public double SurpriseOf(ReadOnlySpan<float> features)
    {
        Span<float> surprises = stackalloc float[AnomalySurprises.Schema.Count];
        AnomalySurprises.Fill(features, surprises);
        return _detector.Value.Score(surprises);
    }

    public ScoredAnomaly Explain(Invoice invoice, AnomalyHistory history)
    {
        var facts = AnomalyFacts.Of(invoice);
        var row = new AnomalyRow();
        AnomalyFeatures.Extract(facts, history, row);
        return Explain(row.Values, new AnomalyText(invoice, facts, history, row).Of);
    }

    /// <param name="say">What a respect means here, and of which line; only the history knows.</param>
    public ScoredAnomaly Explain(ReadOnlySpan<float> features, Func<AnomalyRespect, (string Text, int? Line)> say)
    {
        if (_labels?.RowScorer is not TreeEnsemble trees)
        {
            var surprises = new float[AnomalySurprises.Schema.Count];
            AnomalySurprises.Fill(features, surprises);
            var explained = _detector.Value.Explain(surprises);
            var unusual = Explained(new(explained.Score, null), explained.Rest, explained.Parts, AnomalySurprises.Schema.Names, AnomalySurprises.Respects, say);
            // A model that does not say why leaves it to the detector in which respect the bill is unusual; these parts are not parts of its score.
            return _labels is null ? unusual : unusual with { Score = Score(features), Rest = 0, Contributions = [], Names = [] };
        }

        var contributions = new double[AnomalyFeatures.Schema.Count];
        var score = trees.Score(features, contributions);
        return Explained(Labelled(score), trees.Base, [.. contributions], AnomalyFeatures.Schema.Names, AnomalyFeatures.Respects, say);
    }

    private AnomalyScore Labelled(double score) => new(score, _labels!.Curve.Of(score)); // only asked where there are labels

    private static ScoredAnomaly Explained(
        AnomalyScore score, double rest, ImmutableArray<double> contributions, ImmutableArray<string> names, ImmutableArray<AnomalyRespect> respects, Func<AnomalyRespect, (string Text, int? Line)> say) => new()
        {
            Score = score,
            Rest = rest,
            Contributions = contributions,
            Names = names,
            Reasons = [.. respects.Zip(contributions).GroupBy(part => part.First, part => part.Second).Select(part => (Respect: part.Key, Sum: part.Sum()))
            .Where(part => part.Sum > 0).OrderByDescending(part => part.Sum).Select(part =>
            {
                var (sentence, line) = say(part.Respect);
                return new AnomalyReason(part.Respect, part.Sum, line, sentence);
            })],
        };
}
