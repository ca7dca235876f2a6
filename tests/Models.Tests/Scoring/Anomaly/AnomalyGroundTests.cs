using CsCheck;
using Triage.Models.Features;
using Triage.Models.Scoring.Anomaly;

namespace Triage.Models.Tests.Scoring.Anomaly;

/// <summary>What the detectors stand on.</summary>
public sealed class AnomalyGroundTests
{
    [Fact]
    public void SplitMix_gives_the_numbers_of_the_published_program()
    {
        var chance = new SplitMix(0);
        Assert.Equal([0xE220A8397B1DCDAFul, 0x6E789E6AA1B965F4ul, 0x06C45D188009454Ful], [chance.Next(), chance.Next(), chance.Next()]);
    }

    [Fact]
    public void Sample_draws_different_numbers_below_the_bound() =>
        Gen.Select(Gen.Int, Gen.Int[1, 50], Gen.Int[1, 60]).Sample((seed, count, bound) =>
        {
            var drawn = SplitMix.Of(seed, 0).Sample(count, bound);
            Assert.Equal(Math.Min(count, bound), drawn.Distinct().Count());
            Assert.All(drawn, number => Assert.InRange(number, 0, bound - 1));
        });

    [Fact]
    public void Sample_every_number_comes_as_often()
    {
        var counts = new int[10];
        for (var seed = 0; seed < 10_000; seed++)
        {
            foreach (var number in SplitMix.Of(seed, 3).Sample(3, 10))
            {
                counts[number]++;
            }
        }

        // Three of ten, each ten thousand times; five deviations of a binomial are 230.
        Assert.All(counts, count => Assert.InRange(count, 3000 - 230, 3000 + 230));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959964)]
    [InlineData(0.001, -3.090232)]
    [InlineData(1e-12, -7.034484)]
    public void NormalQuantile_is_that_of_the_tables(double share, double expected) => Assert.Equal(expected, NormalQuantile.Of(share), 1e-5);

    [Fact]
    public void Surprise_counts_values_at_least_as_far()
    {
        var seen = new EmpiricalDistribution([1, 2, 2, 3]);
        Assert.Equal(-Math.Log(4.0 / 5), seen.RightSurprise(2), 12);
        Assert.Equal(-Math.Log(4.0 / 5), seen.LeftSurprise(2), 12);
        Assert.Equal(-Math.Log(2.0 / 5), seen.RightSurprise(3), 12);
        Assert.Equal(-Math.Log(2.0 / 5), seen.LeftSurprise(1), 12);
        Assert.Equal(0, seen.NormalScore(2), 6);
    }

    [Fact]
    public void Surprise_beyond_all_that_was_seen_goes_on_rising()
    {
        var seen = new EmpiricalDistribution(Enumerable.Range(0, 101).Select(value => (double)value));
        Assert.True(seen.RightSurprise(100) < seen.RightSurprise(101) && seen.RightSurprise(101) + 5 < seen.RightSurprise(200));
        Assert.True(seen.LeftSurprise(0) < seen.LeftSurprise(-1) && seen.LeftSurprise(-1) + 5 < seen.LeftSurprise(-100));
        // Where the outermost values are all the same, nothing is known of the tail.
        Assert.Equal(Math.Log(5), new EmpiricalDistribution([1, 1, 1, 1]).RightSurprise(9), 12);
    }

    [Fact]
    public void Surprise_never_falls_with_the_value() =>
        Gen.Select(Gen.Double[-9, 9].Array[1, 60], Gen.Double[-12, 12], Gen.Double[0, 5]).Sample((values, value, more) =>
        {
            var seen = new EmpiricalDistribution(values);
            Assert.True(seen.RightSurprise(value + more) >= seen.RightSurprise(value));
            Assert.True(seen.LeftSurprise(value + more) <= seen.LeftSurprise(value));
        });

    [Fact]
    public void MeanPath_is_that_of_the_paper() => Assert.Equal(10.24, IsolationTree.MeanPath(256), 0.01);

    [Fact]
    public void FeatureRows_what_does_not_make_rows_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new FeatureRows([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => new FeatureRows([], 2));
        var refused = Assert.Throws<ArgumentException>(() => new FeatureRows([1, 2, 3, float.PositiveInfinity], 2));
        Assert.Contains("Row 1, column 1", refused.Message, StringComparison.Ordinal);
    }
}
