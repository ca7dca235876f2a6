using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;

namespace Triage.Models.Scoring.Packages.Golden;

/// <summary>Each kind of model, as golden cases ask it.</summary>
public static class GoldenModels
{
    public static IGoldenModel Of(DuplicateModel model) => new Pair(model);

    public static IGoldenModel Of(AnomalyModel model) => new Bill(model);

    public static IGoldenModel Of(CodingModel model) => new Line(model);

    private sealed class Pair(DuplicateModel model) : IGoldenModel
    {
        public int Columns => model.RowScorer.FeaturesCount;

        public int RowsMax => 1;

        public ImmutableArray<double> Answer(ReadOnlySpan<float> rows)
        {
            var score = model.RowScorer.Score(rows);
            return [score, model.Numbered.Curve.Of(score), model.Unnumbered.Curve.Of(score)];
        }

        public string NameOf(int at, int rows) => at switch
        {
            0 => "score",
            1 => "probability with numbers",
            _ => "probability without numbers",
        };
    }

    private sealed class Bill(AnomalyModel model) : IGoldenModel
    {
        private readonly Lazy<AnomalyEnsemble> _detector = new(model.Reference.Fit);

        public int Columns => AnomalyFeatures.Schema.Count;

        public int RowsMax => 1;

        public ImmutableArray<double> Answer(ReadOnlySpan<float> rows)
        {
            if (model.Labels is { } labels)
            {
                var score = labels.RowScorer.Score(rows);
                return [score, labels.Curve.Of(score)];
            }

            Span<float> surprises = stackalloc float[AnomalySurprises.Schema.Count];
            AnomalySurprises.Fill(rows, surprises);
            return [_detector.Value.Score(surprises)];
        }

        public string NameOf(int at, int rows) => at == 0 ? "score" : "probability";
    }

    private sealed class Line(CodingModel model) : IGoldenModel
    {
        public int Columns => model.RowScorer.FeaturesCount;

        public int RowsMax => CodingCandidates.CandidatesMax;

        public ImmutableArray<double> Answer(ReadOnlySpan<float> rows)
        {
            var scores = new double[rows.Length / Columns];
            model.RowScorer.ScoreEach(rows, scores);
            var shares = scores.ToArray();
            var scale = CodeShares.Of(shares);
            return [.. scores, model.First.Of(shares.Max() * scale)];
        }

        public string NameOf(int at, int rows) => at < rows ? $"score of candidate {at + 1}" : "probability of the first";
    }
}
