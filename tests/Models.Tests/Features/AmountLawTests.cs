using CsCheck;
using Triage.Models.Features.Coding;

namespace Triage.Models.Tests.Features;

public sealed class AmountLawTests
{
    [Fact]
    public void Narrowed_by_nothing_stays_and_by_many_comes_to_their_mean_and_spread()
    {
        Gen.Select(Gen.Double[0, 15], Gen.Double[0.1, 3]).Sample((mean, spread) =>
        {
            var known = default(AmountMoments);
            Assert.Equal(AmountLaw.Any, AmountLaw.Any.Narrowed(known));
            for (var i = 0; i < 5_000; i++)
            {
                known = known.With(mean + (i % 2 == 0 ? spread : -spread));
            }

            var law = AmountLaw.Any.Narrowed(known);
            Assert.Equal(mean, law.Mean, 0.01);
            Assert.Equal(spread * spread, law.Variance, 0.1);
        });
    }

    [Fact]
    public void LogPredictive_of_few_amounts_is_less_surprised_by_a_far_one_and_of_many_is_that_of_the_normal_law()
    {
        Assert.True(new AmountLaw(2, 1, 3).LogPredictive(8) > new AmountLaw(2, 1).LogDensity(8) + 5);
        Assert.Equal(new AmountLaw(2, 1).LogDensity(4), new AmountLaw(2, 1, 1_000_000).LogPredictive(4), 1e-4);
    }

    [Fact]
    public void LogDensity_is_that_of_the_normal_law()
    {
        Assert.Equal(Math.Log(0.3989423), new AmountLaw(2, 1).LogDensity(2), 1e-6);
        Assert.Equal(Math.Log(0.0539910), new AmountLaw(2, 1).LogDensity(4), 1e-6);
    }

    [Fact]
    public void Narrowed_one_amount_far_away_widens_the_law_and_never_makes_it_certain()
    {
        var law = AmountLaw.Any.Narrowed(default(AmountMoments).With(20));
        Assert.True(law.Variance > AmountLaw.Any.Variance);
        Assert.InRange(law.Mean, AmountLaw.Any.Mean, 20);
        Assert.True(AmountLaw.Any.Narrowed(new(1_000_000, 5_000_000, 25_000_000)).Variance > 0);
    }
}
