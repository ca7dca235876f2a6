using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Sheets;
using Triage.Models.Scoring.Calibration;

namespace Triage.Models.Scoring.Coding;

/// <summary>Ranks the candidates of one line after another. Keeps its working memory, so each thread needs its own; what scores them is shared.</summary>
/// <param name="first"><c>null</c> before calibration: the first suggestion then keeps its raw share.</param>
public sealed class CodingRanker(IRowScorer rowScorer, CalibrationCurve? first)
{
    private readonly CodingFeatures _features = new();
    private readonly CodingCandidates _candidates = new();
    private readonly double[] _shares = new double[CodingCandidates.CandidatesMax];
    private readonly int[] _order = new int[CodingCandidates.CandidatesMax];
    private readonly string[] _codes = new string[CodingCandidates.CandidatesMax];

    // What was asked last, where it was taken from a store.
    private LineFeatures? _stored;

    public CodingRanker(CodingModel model)
        : this(model.RowScorer, model.First) => model.CheckSchema();

    /// <summary>Of the first suggestion of the line that was asked last, if there was one.</summary>
    public ReadOnlySpan<float> FeaturesOfFirst => Rows.Slice(_order[0] * CodingFeatures.Schema.Count, CodingFeatures.Schema.Count);

    /// <summary>Of the same line: its candidates, in the order in which history offered them.</summary>
    public ReadOnlySpan<string> Codes => _codes.AsSpan(0, _candidates.Count);

    /// <summary>Theirs, one behind the other.</summary>
    public ReadOnlySpan<float> Features => _candidates.Features;

    private ReadOnlySpan<float> Rows => _stored is { } stored ? stored.Rows.AsSpan() : _candidates.Features;

    public CodeRanking Rank(in CodingQuestion question, CodingHistory history)
    {
        _features.Extract(question, history, _candidates);
        var count = _candidates.Count;
        for (var candidate = 0; candidate < count; candidate++)
        {
            _codes[candidate] = history.CodeOf(_candidates.Codes[candidate]);
        }

        _stored = null;
        return Rank(_codes.AsSpan(0, count), new(_features.LinesOf(CodingLevel.Supplier), _features.IsNew(CodingLevel.Place), _features.IsNew(CodingLevel.Facility)));
    }

    /// <summary>As it was asked before, or by another model.</summary>
    public CodeRanking Rank(LineFeatures line)
    {
        _stored = line;
        return Rank(line.Codes.AsSpan(), line.Known);
    }

    private CodeRanking Rank(ReadOnlySpan<string> codes, LineKnowledge known)
    {
        var shares = _shares.AsSpan(0, codes.Length);
        rowScorer.ScoreEach(Rows, shares);
        var scale = CodeShares.Of(shares);
        Sort(codes);
        return new(Suggestions(codes, scale), known);
    }

    // The likeliest first; of equally likely ones the lower code. By insertion: they are few.
    private void Sort(ReadOnlySpan<string> codes)
    {
        for (var candidate = 0; candidate < codes.Length; candidate++)
        {
            var at = candidate;
            for (; at > 0 && IsBefore(candidate, _order[at - 1], codes); at--)
            {
                _order[at] = _order[at - 1];
            }

            _order[at] = candidate;
        }
    }

    private bool IsBefore(int one, int other, ReadOnlySpan<string> codes) =>
        _shares[one] > _shares[other] || (_shares[one] == _shares[other] && string.CompareOrdinal(codes[one], codes[other]) < 0);

    private ImmutableArray<CodeSuggestion> Suggestions(ReadOnlySpan<string> codes, double scale)
    {
        if (codes.IsEmpty)
        {
            return [];
        }

        var suggestions = new CodeSuggestion[codes.Length];
        var raw = _shares[_order[0]] * scale;
        var top = first?.Of(raw) ?? raw;
        var rest = raw < 1 ? (1 - top) / (1 - raw) : 0;
        for (var rank = 0; rank < codes.Length; rank++)
        {
            var share = rank == 0 ? top : Math.Min(top, _shares[_order[rank]] * scale * rest);
            suggestions[rank] = new(codes[_order[rank]], share);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(suggestions);
    }
}
