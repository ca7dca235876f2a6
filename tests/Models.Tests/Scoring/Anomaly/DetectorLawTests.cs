using CsCheck;
using Triage.Models.Scoring.Anomaly;

namespace Triage.Models.Tests.Scoring.Anomaly;

/// <summary>What holds of every detector.</summary>
public sealed class DetectorLawTests
{
    public static readonly TheoryData<string> Names = ["tails", "isolation", "neighbours", "nearest", "ensemble"];

    [Theory, InlineData("tails"), InlineData("neighbours"), InlineData("nearest"), InlineData("ensemble")]
    public void Score_row_beyond_all_others_is_more_unusual_than_nearly_all_and_its_feature_says_so(string name) => AssertFound(name, GenRows.Correlated(1));

    /// <summary>Cuts fall among the values that were seen: to them, what lies beyond all is like the outermost.</summary>
    [Fact]
    public void Score_isolation_row_like_the_few_far_out_is_more_unusual_than_nearly_all_and_its_feature_says_so()
    {
        var rows = GenRows.Correlated(1);
        float[] values = [.. Enumerable.Range(0, rows.Count).SelectMany(row => rows[row].ToArray())];
        for (var row = 0; row < rows.Count; row += 100)
        {
            values[3 * row + 2] = 40 + row / 200f;
        }

        AssertFound("isolation", new(values, 3));
    }

    [Theory, MemberData(nameof(Names))]
    public void Score_with_parts_and_without_is_the_same(string name)
    {
        var rows = GenRows.Correlated(2, 300);
        var detector = Fit(name, rows, 1);
        Assert.All(Enumerable.Range(0, rows.Count), row => Assert.Equal(detector.Score(rows[row]), detector.Score(rows[row], new double[3])));
    }

    [Theory, MemberData(nameof(Names))]
    public void Fit_the_same_seed_gives_the_same_bits(string name)
    {
        var rows = GenRows.Correlated(3, 600);
        Assert.Equal(Fit(name, rows, 7).ScoresOfFitted(rows), Fit(name, rows, 7).ScoresOfFitted(rows));
    }

    [Theory, InlineData("isolation"), InlineData("neighbours"), InlineData("ensemble")]
    public void Fit_another_seed_draws_other_chances(string name)
    {
        var rows = GenRows.Correlated(3, 600);
        Assert.NotEqual(Fit(name, rows, 7).ScoresOfFitted(rows), Fit(name, rows, 8).ScoresOfFitted(rows));
    }

    [Theory, MemberData(nameof(Names))]
    public void Score_any_rows_give_finite_numbers(string name) =>
        GenRows.Any.Sample(
            rows =>
            {
                var detector = Fit(name, rows, 1);
                Assert.All(detector.ScoresOfFitted(rows), score => Assert.True(double.IsFinite(score) && score >= 0));
                var parts = new double[rows.Columns];
                Assert.True(double.IsFinite(detector.Score(rows[0], parts)));
                Assert.All(parts, part => Assert.True(double.IsFinite(part)));
            },
            iter: 40);

    [Theory, MemberData(nameof(Names))]
    public void Score_row_of_another_length_or_not_finite_is_refused(string name)
    {
        var detector = Fit(name, GenRows.Correlated(4, 100), 1);
        Assert.Throws<ArgumentException>(() => detector.Score([1f, 2], new double[3]));
        Assert.Throws<ArgumentException>(() => detector.Score([1f, float.NaN, 2], new double[3]));
    }

    private static void AssertFound(string name, FeatureRows rows)
    {
        var detector = Fit(name, rows, 1);
        var parts = new double[3];
        var score = detector.Score([1000, 0, 40], parts);
        Assert.True(detector.ScoresOfFitted(rows).Count(fitted => fitted >= score) < rows.Count / 20);
        Assert.Equal(2, Array.IndexOf(parts, parts.Max()));
        Assert.True(parts[2] > 0);
    }

    internal static IAnomalyDetector Fit(string name, FeatureRows rows, int seed) => name switch
    {
        "tails" => MarginalTails.Fit(rows),
        "isolation" => IsolationForest.Fit(rows, seed),
        "neighbours" => SampledNeighbours.Fit(rows, seed),
        "nearest" => NeighbourDistance.Fit(rows, seed),
        _ => AnomalyEnsemble.Fit(rows, seed),
    };
}
