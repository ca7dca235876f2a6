using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Coding;

/// <summary>Ranks the candidates of one line after another. Keeps its working memory, so each thread needs its own; the trees are shared.</summary>
/// <param name="first"><c>null</c> before calibration: the first suggestion then keeps its raw share.</param>
public sealed class CodingRanker(TreeEnsemble trees, CalibrationCurve? first)
{
    private readonly CodingFeatures _features = new();
    private readonly CodingCandidates _candidates = new();
    private readonly double[] _shares = new double[CodingCandidates.CandidatesMax];
    private readonly int[] _order = new int[CodingCandidates.CandidatesMax];

    public CodingRanker(CodingModel model)
        : this(model.Trees, model.First) => model.CheckSchema();

    /// <summary>Of the first suggestion of the line that was asked last, if there was one.</summary>
    public ReadOnlySpan<float> FeaturesOfFirst => _candidates.FeaturesOf(_order[0]);

    public CodeRanking Rank(in CodingQuestion question, CodingHistory history)
    {
        _features.Extract(question, history, _candidates);
        var count = _candidates.Count;
        trees.ScoreEach(_candidates.Features, _shares.AsSpan(0, count));
        var scale = CodeShares.Of(_shares.AsSpan(0, count));
        Sort(history, count);
        return new(Suggestions(history, count, scale), _features.LinesOf(CodingLevel.Supplier), _features.IsNew(CodingLevel.Place), _features.IsNew(CodingLevel.Facility));
    }

    // The likeliest first; of equally likely ones the lower code. By insertion: they are few.
    private void Sort(CodingHistory history, int count)
    {
        for (var candidate = 0; candidate < count; candidate++)
        {
            var at = candidate;
            for (; at > 0 && IsBefore(candidate, _order[at - 1], history); at--)
            {
                _order[at] = _order[at - 1];
            }

            _order[at] = candidate;
        }
    }

    private bool IsBefore(int one, int other, CodingHistory history) =>
        _shares[one] > _shares[other]
        || (_shares[one] == _shares[other] && string.CompareOrdinal(history.CodeOf(_candidates.Codes[one]), history.CodeOf(_candidates.Codes[other])) < 0);

    private ImmutableArray<CodeSuggestion> Suggestions(CodingHistory history, int count, double scale)
    {
        if (count == 0)
        {
            return [];
        }

        var suggestions = new CodeSuggestion[count];
        var raw = _shares[_order[0]] * scale;
        var top = first?.Of(raw) ?? raw;
        var rest = raw < 1 ? (1 - top) / (1 - raw) : 0;
        for (var rank = 0; rank < count; rank++)
        {
            var share = rank == 0 ? top : Math.Min(top, _shares[_order[rank]] * scale * rest);
            suggestions[rank] = new(history.CodeOf(_candidates.Codes[_order[rank]]), share);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(suggestions);
    }
}
