using CsCheck;
using Triage.Training.Duplicates;

namespace Triage.Training.Tests.Duplicates;

public sealed class DuplicateThresholdTests
{
    [Fact]
    public void Of_enough_of_both_is_bounded_and_asks_for_nothing()
    {
        var threshold = Of(copies: 200, inOrder: 20_000, overlap: 5);
        Assert.Equal((ThresholdBasis.Bounded, 200, 20_000), (threshold.Basis, threshold.Copies, threshold.InOrder));
        Assert.Null(threshold.Advice);
    }

    [Fact]
    public void Of_too_few_for_a_bound_is_an_estimate_and_says_so()
    {
        // None of 500 in order above is no proof of one in a thousand.
        var threshold = Of(copies: 100, inOrder: 500, overlap: 0);
        Assert.Equal(ThresholdBasis.Estimated, threshold.Basis);
        Assert.Equal(1000, threshold.Score);
        Assert.Contains("(100 copies and 500 bills in order in all)", threshold.Advice, StringComparison.Ordinal);
        Assert.Contains("Train on a longer history", threshold.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_copies_that_look_like_bills_in_order_flags_nothing_and_says_what_to_do()
    {
        var threshold = Of(copies: 100, inOrder: 500, overlap: 60);
        Assert.Equal((ThresholdBasis.Unreached, double.PositiveInfinity), (threshold.Basis, threshold.Score));
        Assert.Contains("flags nothing", threshold.Advice, StringComparison.Ordinal);
        Assert.Contains("0.95", threshold.Advice, StringComparison.Ordinal);
        Assert.Contains("0.1 %", threshold.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_any_outcomes_both_promises_hold_on_what_it_was_chosen_on() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 4000], Gen.Int[0, 300]).Sample((copies, inOrder, overlap) =>
        {
            var (outcomes, bills) = Outcomes(copies, inOrder, overlap);
            var threshold = DuplicateThreshold.Of(outcomes, bills);
            var flagged = outcomes.Where(outcome => outcome.Score >= threshold.Score).ToArray();
            Assert.True(flagged.Count(outcome => outcome.IsCopy) >= 0.95 * flagged.Length);
            Assert.True(flagged.Count(outcome => !outcome.IsCopy) <= 0.001 * inOrder);
            Assert.Equal(threshold.Basis == ThresholdBasis.Unreached, double.IsPositiveInfinity(threshold.Score));
            Assert.Equal(threshold.Basis == ThresholdBasis.Bounded, threshold.Advice is null);
        }, iter: 300);

    private static DuplicateThreshold Of(int copies, int inOrder, int overlap)
    {
        var (outcomes, bills) = Outcomes(copies, inOrder, overlap);
        return DuplicateThreshold.Of(outcomes, bills);
    }

    /// <summary>Copies score from 1000 up, bills in order below, but for so many of them that lie among the copies.</summary>
    private static ((double Score, bool IsCopy)[] Outcomes, (string Bill, double Score)[] InOrder) Outcomes(int copies, int inOrder, int overlap)
    {
        (string Bill, double Score)[] bills = [.. Enumerable.Range(0, inOrder).Select(i => ($"{i}", i < overlap ? 1000 + i * 2.5 : -i - 1.0))];
        return ([.. Enumerable.Range(0, copies).Select(i => (1000.0 + i, true)), .. bills.Select(bill => (bill.Score, false))], bills);
    }
}
