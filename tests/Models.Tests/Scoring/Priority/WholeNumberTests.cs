using CsCheck;
using Triage.Models.Scoring.Priority;

namespace Triage.Models.Tests.Scoring.Priority;

public sealed class WholeNumberTests
{
    private static readonly Gen<ulong> Values = Gen.Select(Gen.ULong, Gen.Int[0, 63], (value, shift) => Math.Max(1, value >> shift));

    [Fact]
    public void BinaryLogarithm_is_that_of_the_library_rounded_down() => Values.Sample(
        value => Assert.InRange(Math.Log2(value) - BinaryLogarithm.Of(value) / 65_536.0, -1e-9, 1 / 65_536.0 + 1e-9),
        iter: 50_000);

    [Fact]
    public void BinaryLogarithm_never_falls() => Gen.Select(Values, Values).Sample(
        (one, other) => Assert.True(BinaryLogarithm.Of(Math.Min(one, other)) <= BinaryLogarithm.Of(Math.Max(one, other))),
        iter: 50_000);

    [Fact]
    public void BinaryLogarithm_of_powers_is_exact() =>
        Assert.All(Enumerable.Range(0, 64), power => Assert.Equal((long)power << BinaryLogarithm.FractionBits, BinaryLogarithm.Of(1UL << power)));

    [Fact]
    public void Apportionment_adds_up_and_is_within_one_of_the_exact_share() => Gen.Select(Gen.Int[0, 100_000], Gen.Long[0, PriorityCosts.AmountMax].Array[1, 6]).Sample(
        (whole, weights) =>
        {
            var shares = Apportionment.Of(whole, weights);
            var sum = weights.Aggregate(Int128.Zero, (total, weight) => total + weight);
            Assert.Equal(sum == 0 ? 0 : whole, shares.Sum());
            Assert.All(shares.Zip(weights), share => Assert.InRange(share.First, sum == 0 ? 0 : (double)((Int128)whole * share.Second / sum), sum == 0 ? 0 : (double)((Int128)whole * share.Second / sum) + 1));
        },
        iter: 10_000);
}
