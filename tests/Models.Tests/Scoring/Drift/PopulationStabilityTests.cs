using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class PopulationStabilityTests
{
    [Fact]
    public void Index_of_the_same_shares_is_nothing()
    {
        Assert.Equal(0, PopulationStability.Index([300, 500, 200], [300, 500, 200]));
        Assert.InRange(PopulationStability.Index([300_000, 500_000, 200_000], [300, 500, 200]), 0, 0.0001);
    }

    // (.2 - .5) ln(.2 / .5) + (.8 - .5) ln(.8 / .5) = .4159
    [Fact]
    public void Index_is_what_a_hand_computes_and_the_same_in_both_directions()
    {
        var index = PopulationStability.Index([500_000, 500_000], [200_000, 800_000]);
        Assert.Equal(0.4159, index, 3);
        Assert.Equal(index, PopulationStability.Index([200_000, 800_000], [500_000, 500_000]), 9);
    }

    [Fact]
    public void Index_stays_finite_where_a_bin_was_empty_and_grows_with_what_is_in_it_now()
    {
        var few = PopulationStability.Index([1000, 0], [990, 10]);
        var many = PopulationStability.Index([1000, 0], [500, 500]);
        Assert.True(double.IsFinite(many) && many > few && few > 0);
        Assert.Equal(PopulationStability.Index([600, 400], [400, 600]), PopulationStability.Index([600, 0, 400], [400, 0, 600]), 12);
    }

    [Fact]
    public void Index_of_nothing_is_nothing()
    {
        Assert.Equal(0, PopulationStability.Index([1, 2], [0, 0]));
        Assert.Equal(0, PopulationStability.Index([0, 0], [1, 2]));
        Assert.Equal(0, PopulationStability.ChanceLimit([5, 0], [9, 0], 5, 9, 0.001));
    }

    // Quantiles as tables of the χ² distribution have them.
    [Theory, InlineData(1, 0.05, 3.841), InlineData(5, 0.05, 11.070), InlineData(9, 0.01, 21.666), InlineData(10, 0.001, 29.588), InlineData(11, 0.001, 31.264)]
    public void ChiSquared_is_what_tables_say(int degrees, double probability, double expected) =>
        Assert.InRange(PopulationStability.ChiSquared(degrees, probability), expected * 0.97, expected * 1.03);

    [Theory, InlineData(2_000, 2_000, 10), InlineData(2_000, 300, 10), InlineData(500, 150, 5)]
    public void Two_samples_of_one_population_exceed_the_chance_limit_as_often_as_said(int then, int now, int bins)
    {
        const int Runs = 4_000;
        const double Probability = 0.02;
        var chance = new Random(7);
        var exceeded = 0;
        for (var run = 0; run < Runs; run++)
        {
            var (was, isNow) = (Sample(chance, then, bins), Sample(chance, now, bins));
            exceeded += PopulationStability.Index(was, isNow) > PopulationStability.ChanceLimit(was, isNow, then, now, Probability) ? 1 : 0;
        }

        // 80 expected; the half observation more in each bin makes small samples a little calmer.
        Assert.InRange(exceeded, 40, 120);
    }

    [Fact]
    public void A_population_that_moved_is_far_above_the_chance_limit()
    {
        var chance = new Random(3);
        var (was, isNow) = (Sample(chance, 2_000, 10), Sample(chance, 500, 10));
        (isNow[0], isNow[9]) = (isNow[0] + isNow[9], 0);
        Assert.True(PopulationStability.Index(was, isNow) > 2 * PopulationStability.ChanceLimit(was, isNow, 2_000, 500, 0.00001));
    }

    private static long[] Sample(Random chance, int size, int bins)
    {
        var counts = new long[bins];
        for (var i = 0; i < size; i++)
        {
            counts[chance.Next(bins)]++;
        }

        return counts;
    }
}
