using CsCheck;
using Triage.Models.Scoring.Anomaly;

namespace Triage.Models.Tests.Scoring.Anomaly;

/// <summary>What features add is what the score says, in the space that each detector states.</summary>
public sealed class PartsTests
{
    [Theory, InlineData("tails"), InlineData("neighbours")]
    public void Score_parts_add_up_to_it(string name) => Each(name, (score, parts) => Assert.Equal(score, parts.Sum(), 1e-5 * (1 + score)));

    [Fact]
    public void Score_parts_of_the_nearest_add_up_to_its_square() => Each("nearest", (score, parts) => Assert.Equal(score * score, parts.Sum(), 1e-4 * (1 + score * score)));

    [Fact]
    public void Score_parts_of_isolation_add_up_to_the_shorter_path() =>
        GenRows.Any.Sample(
            rows =>
            {
                var forest = IsolationForest.Fit(rows, 1);
                var expected = Enumerable.Range(0, rows.Count).Select(row => PathAndParts(forest, rows, row)).ToArray();
                Assert.All(expected, of => Assert.Equal(expected[0], of, 1e-6));
            },
            iter: 40);

    [Fact]
    public void Explain_parts_and_rest_add_up_to_the_score_and_so_does_the_mean_of_members() =>
        GenRows.Any.Sample(
            rows =>
            {
                var explanation = AnomalyEnsemble.Fit(rows, 1).Explain(rows[0]);
                Assert.Equal(explanation.Score, explanation.Parts.Sum() + explanation.Rest, 1e-9);
                Assert.Equal(explanation.Score, explanation.Members.Average(member => member.Nats), 1e-9);
                Assert.All(explanation.Parts, part => Assert.True(part >= 0));
                Assert.True(explanation.Rest >= 0);
                Assert.Equal(AnomalyEnsemble.Members, explanation.Members.Select(member => member.Member));
            },
            iter: 40);

    /// <summary>Each value was seen often by itself, and the two never together.</summary>
    [Fact]
    public void Explain_features_that_stop_going_together_are_noticed()
    {
        var detector = AnomalyEnsemble.Fit(GenRows.Correlated(5), 1);
        var together = detector.Explain([1400, 2, 0.5f]);
        var apart = detector.Explain([1400, -2, 0.5f]);
        Assert.True(apart.Score > together.Score + 1);
        Assert.True(apart.Members.Single(member => member.Member == "neighbours").Nats > Math.Log(200));
        Assert.True(apart.Parts[2] < apart.Parts[0] && apart.Parts[2] < apart.Parts[1]);
    }

    /// <summary>The expected path of the whole forest, from one row's path and parts.</summary>
    private static double PathAndParts(IsolationForest forest, FeatureRows rows, int row)
    {
        var parts = new double[rows.Columns];
        var path = -Math.Log2(forest.Score(rows[row], parts)) * IsolationTree.MeanPath(Math.Min(IsolationForest.SampleDefault, rows.Count));
        return path + parts.Sum();
    }

    private static void Each(string name, Action<double, double[]> holds) =>
        GenRows.Any.Sample(
            rows =>
            {
                var detector = DetectorLawTests.Fit(name, rows, 1);
                var parts = new double[rows.Columns];
                holds(detector.Score(rows[rows.Count / 2], parts), parts);
            },
            iter: 100);
}
