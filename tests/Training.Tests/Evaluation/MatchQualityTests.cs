using CsCheck;
using Triage.Training.Evaluation;

namespace Triage.Training.Tests.Evaluation;

public sealed class MatchQualityTests
{
    [Fact]
    public void At_counts_what_stands_at_the_threshold()
    {
        var quality = MatchQuality.At(0.5, [(0.9, true), (0.5, false), (0.4, true), (0.1, false)]);
        Assert.Equal((0.5, 0.5, 0.5), (quality.Precision, quality.Recall, quality.F1));
        Assert.Equal(0, MatchQuality.At(2, [(0.9, true)]).F1);
    }

    [Fact]
    public void BestThreshold_is_beaten_by_no_score_of_the_pairs() =>
        Gen.Select(Gen.Int[0, 9].Select(score => score / 10.0), Gen.Bool).Array[1, 30].Sample(pairs =>
        {
            (double Score, bool IsMatch)[] judged = [.. pairs.Select(pair => (pair.Item1, pair.Item2))];
            var best = MatchQuality.At(MatchQuality.BestThreshold(judged), judged).F1;
            Assert.All(judged, pair => Assert.True(MatchQuality.At(pair.Score, judged).F1 <= best + 1e-12));
        });

    [Fact]
    public void BestThreshold_lies_halfway_to_what_it_leaves() => Assert.Equal(0.6, MatchQuality.BestThreshold([(0.8, true), (0.4, false)]), 9);
}
