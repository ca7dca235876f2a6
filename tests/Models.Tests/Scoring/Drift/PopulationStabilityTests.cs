using Triage.Models.Features;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class PopulationStabilityTests
{
    [Fact]
    public void Index_of_the_same_shares_is_zero()
    {
        Assert.Equal(0, PopulationStability.Index([3, 0, 7], [3, 0, 7]));
        // Half an observation more weighs more where there are fewer: a hundredth of the smallest drift that counts.
        Assert.InRange(PopulationStability.Index([300, 0, 700], [3_000, 0, 7_000]), 0, 1e-5);
        Assert.Equal(0, PopulationStability.Index([5, 5], [0, 0]));
    }

    [Fact]
    public void Index_is_what_it_is_by_hand()
    {
        // (50.5 / 101 and 50.5 / 101) beside (75.5 / 101 and 25.5 / 101): 0.247524… · ln(75.5 / 50.5) − 0.247524… · ln(25.5 / 50.5)
        Assert.Equal(0.2686674, PopulationStability.Index([50, 50], [75, 25]), 6);
        // A bin that was empty: 0.5 / 101.5, 50.5 / 101.5, 50.5 / 101.5 beside 10.5 / 101.5, 50.5 / 101.5, 40.5 / 101.5
        Assert.Equal(0.3217089, PopulationStability.Index([0, 50, 50], [10, 50, 40]), 6);
    }

    [Fact]
    public void Index_is_symmetric()
    {
        long[] one = [4, 90, 0, 12, 300], other = [40, 9, 3, 0, 120];
        Assert.Equal(PopulationStability.Index(one, other), PopulationStability.Index(other, one), 12);
        Assert.Equal(PopulationStability.ChanceLimit(one, other, 100, 20, 0.01), PopulationStability.ChanceLimit(other, one, 20, 100, 0.01), 12);
    }

    [Fact]
    public void Index_takes_bins_of_one_reference_alone() => Assert.Throws<ArgumentOutOfRangeException>(() => PopulationStability.Index([1, 2], [1, 2, 3]));

    [Theory]
    [InlineData(1, 0.05, 3.841)]
    [InlineData(1, 0.001, 10.828)]
    [InlineData(5, 0.01, 15.086)]
    [InlineData(10, 0.05, 18.307)]
    [InlineData(10, 0.001, 29.588)]
    [InlineData(12, 0.00001, 46.0)]
    public void ChiSquared_agrees_with_the_tables_to_a_few_hundredths(int degrees, double probability, double table) =>
        Assert.InRange(PopulationStability.ChiSquared(degrees, probability) / table, 0.97, 1.03);

    [Theory]
    [InlineData(2_000, 500, 0.05)]
    [InlineData(2_000, 2_000, 0.01)]
    [InlineData(5_000, 100, 0.01)]
    public void ChanceLimit_is_exceeded_by_samples_of_one_population_about_as_often_as_it_says(int then, int now, double probability) =>
        Assert.InRange(ShareAbove(then, now, probability, 4_000), 0.3 * probability, 1.7 * probability);

    [Theory]
    [InlineData(40, 20)]
    [InlineData(200, 12)]
    public void ChanceLimit_is_exceeded_by_small_samples_no_oftener(int then, int now) => Assert.InRange(ShareAbove(then, now, 0.01, 4_000), 0, 0.02);

    [Fact]
    public void ChanceLimit_of_what_was_not_seen_or_is_always_the_same_is_none()
    {
        Assert.Equal(0, PopulationStability.ChanceLimit([5, 0], [7, 0], 5, 7, 0.01));
        Assert.Equal(0, PopulationStability.ChanceLimit([5, 5], [0, 0], 10, 0, 0.01));
    }

    private static double ShareAbove(int then, int now, double probability, int draws)
    {
        var chance = new SplitMix(7);
        var above = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            var reference = ColumnReference.Of("drawn", Enumerable.Range(0, then).Select(_ => (float)chance.NextBelow(1 << 20)).ToArray());
            var counts = new long[reference.Counts.Length];
            for (var row = 0; row < now; row++)
            {
                counts[reference.BinOf(chance.NextBelow(1 << 20))]++;
            }

            above += PopulationStability.Index(reference.Counts.AsSpan(), counts) > PopulationStability.ChanceLimit(reference.Counts.AsSpan(), counts, then, now, probability) ? 1 : 0;
        }

        return (double)above / draws;
    }
}
