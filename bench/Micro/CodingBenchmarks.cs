using BenchmarkDotNet.Attributes;
using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Coding;

namespace Triage.Micro;

/// <summary>
/// One line's codes ranked, with a history the size of a hospital group's nine months and trees as many and as deep as are trained. Both
/// are drawn by chance: what is measured is the work, not the worth.
/// </summary>
public class CodingBenchmarks
{
    private const int Lines = 120_000;
    private const int Trees = 450;
    private const int Leaves = 32;

    private readonly CodingHistory _history = new();
    private readonly CodingQuestion[] _asked = new CodingQuestion[1_000];
    private readonly CodingFeatures _features = new();
    private readonly CodingCandidates _candidates = new();
    private readonly CodingRanker _ranker;
    private SplitMix _chance = new(1);
    private int _next;

    public CodingBenchmarks()
    {
        for (var line = 0; line < Lines; line++)
        {
            var question = Draw(line * 270 / Lines);
            // A place buys under some sixteen codes of two hundred and fifty.
            _history.Add(question, $"{80_000 + (question.Place * 31 + _chance.NextBelow(16) * 7) % 250}");
        }

        for (var i = 0; i < _asked.Length; i++)
        {
            _asked[i] = Draw(270);
        }

        _ranker = new(DrawnTrees.Of(CodingFeatures.Schema.Count, Trees, Leaves, ref _chance), first: null);
    }

    [Benchmark]
    public int Extract()
    {
        _features.Extract(Next(), _history, _candidates);
        return _candidates.Count;
    }

    [Benchmark]
    public CodeRanking Rank() => _ranker.Rank(Next(), _history);

    private CodingQuestion Next() => _asked[_next++ % _asked.Length];

    // A quarter of the lines are of one supplier, and few suppliers have most of the rest.
    private CodingQuestion Draw(int day)
    {
        var supplier = _chance.NextShare() < 0.25 ? 1 : 2 + (long)(2_500 * Math.Pow(_chance.NextShare(), 3));
        var place = 1 + (long)(800 * Math.Pow(_chance.NextShare(), 2));
        var amount = (long)Math.Exp(3 + 9 * _chance.NextShare());
        return new(supplier, supplier / 3, 1, place, place / 20, amount, 3 * amount, 1 + _chance.NextBelow(12), 1, 0, false, 737_515 + day);
    }
}
