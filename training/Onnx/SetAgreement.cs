using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Onnx;

/// <summary>
/// Asks two sets of models the same about a ledger's newest bills: the first folds the past and takes down what it was asked, the second is asked
/// just that. So a difference is the models', never the features'.
/// </summary>
public sealed class SetAgreement(ScorerSet one, ScorerSet other, TimeProvider time)
{
    private static readonly ProfileStamp Past = new([], 0, 0);

    private readonly Scorers _scorers = new(one);
    private readonly Scorers _others = new(other);
    private readonly SortedDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    /// <param name="ledger">All dated.</param>
    /// <param name="most">The newest so many are asked about; the others are the past.</param>
    /// <exception cref="TrainingException">The two have no model in common.</exception>
    public ImmutableArray<ModelAgreement> Of(IReadOnlyCollection<Invoice> ledger, int most, CancellationToken cancellationToken)
    {
        var theirs = RowScorers.Of(other).ToDictionary(model => model.Model, model => model.Scorer, StringComparer.Ordinal);
        foreach (var (model, scorer, _) in RowScorers.Of(one).Where(model => theirs.ContainsKey(model.Model)))
        {
            _tallies.Add(model, new(scorer, theirs[model]));
        }

        if (_tallies.Count == 0)
        {
            throw new TrainingException("The two packages have no model in common: there is nothing to compare.");
        }

        var profiles = new Profiles(one.Fields.Union(other.Fields));
        var from = Math.Max(0, ledger.Count - most);
        foreach (var (invoice, place) in ledger.OrderBy(invoice => invoice.IssueDate).Select((invoice, place) => (invoice, place)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = $"ledger/{place}";
            if (place >= from)
            {
                // As it comes in: nobody has coded it yet.
                Ask(id, Uncoded.Of(invoice), profiles);
            }

            profiles.Add(id, invoice);
            profiles.Confirm(id, invoice);
        }

        return [.. _tallies.Select(tally => tally.Value.Agreement(tally.Key))];
    }

    private void Ask(string id, Invoice invoice, Profiles profiles)
    {
        var given = _scorers.Score(id, invoice, null, profiles, Past, isExplained: false, isKept: true);
        if (given.Features.IsEmpty)
        {
            return;
        }

        var asked = FeatureSheetCodec.Decode(given.Features.AsSpan());
        var theirs = _others.Score(invoice, asked, Past, isExplained: false);
        Compare(ModelFileKinds.Duplicate, asked.Pairs?.Rows ?? [], Decided(given, ModelFileKinds.Duplicate) == Decided(theirs, ModelFileKinds.Duplicate));
        Compare(ModelFileKinds.Anomaly, asked.Anomaly, Decided(given, ModelFileKinds.Anomaly) == Decided(theirs, ModelFileKinds.Anomaly));
        foreach (var field in CodeFields.All)
        {
            foreach (var line in asked.Lines.Where(line => line.Field == field))
            {
                Compare(ModelFileKinds.Of(field), line.Rows, Decided(given, line) == Decided(theirs, line));
            }
        }
    }

    private static (bool, string?) Decided(ScoreSheet sheet, string model) => sheet.Scores.FirstOrDefault(score => score.Scorer == model) is { } score ? (score.IsFlagged, model == ModelFileKinds.Duplicate ? score.About : null) : default;

    private static (bool, string?) Decided(ScoreSheet sheet, LineFeatures line) =>
        sheet.Lines.FirstOrDefault(suggested => suggested.Line == line.Line && suggested.Field == line.Field) is { } found ? (found.IsSure, found.Codes is [var first, ..] ? first.Code : null) : default;

    private void Compare(string model, ImmutableArray<float> rows, bool isSame)
    {
        if (!rows.IsEmpty && _tallies.TryGetValue(model, out var tally))
        {
            tally.Add(rows.AsSpan(), isSame, time);
        }
    }

    private sealed class Tally(IRowScorer one, IRowScorer other)
    {
        private double[] _ones = [];
        private double[] _others = [];
        private long _rows;
        private long _decisions;
        private long _changed;
        private double _max;
        private double _sum;
        private TimeSpan _time;
        private TimeSpan _timeOther;

        public void Add(ReadOnlySpan<float> rows, bool isSame, TimeProvider time)
        {
            var count = rows.Length / one.FeaturesCount;
            if (_ones.Length < count)
            {
                (_ones, _others) = (new double[count], new double[count]);
            }

            var ones = _ones.AsSpan(0, count);
            var others = _others.AsSpan(0, count);
            _time += Timed(one, rows, ones, time);
            _timeOther += Timed(other, rows, others, time);
            for (var row = 0; row < count; row++)
            {
                var difference = Math.Abs(ones[row] - others[row]);
                (_max, _sum) = (Math.Max(_max, difference), _sum + difference);
            }

            _rows += count;
            _decisions++;
            _changed += isSame ? 0 : 1;
        }

        public ModelAgreement Agreement(string model) => new()
        {
            Model = model,
            Rows = _rows,
            MaxDifference = _max,
            MeanDifference = _sum / Math.Max(1, _rows),
            Decisions = _decisions,
            Changed = _changed,
            MicrosecondsARow = _time.TotalMicroseconds / Math.Max(1, _rows),
            MicrosecondsARowOther = _timeOther.TotalMicroseconds / Math.Max(1, _rows),
        };

        private static TimeSpan Timed(IRowScorer scorer, ReadOnlySpan<float> rows, Span<double> scores, TimeProvider time)
        {
            var began = time.GetTimestamp();
            scorer.ScoreEach(rows, scores);
            return time.GetElapsedTime(began);
        }
    }
}
