using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class ColumnReferenceTests
{
    [Fact]
    public void Of_different_values_has_ten_bins_of_as_many_each_between_two_empty_ones()
    {
        var reference = ColumnReference.Of("days", Enumerable.Range(1, 1_000).Reverse().Select(value => (float)value));
        Assert.Equal([0, .. Enumerable.Repeat(100L, 10), 0, 0], reference.Counts);
        Assert.Equal(ColumnReference.EdgesMax, reference.Edges.Length);
    }

    [Fact]
    public void Of_ties_puts_equal_values_into_one_bin()
    {
        // Most features say zero of most rows.
        var reference = ColumnReference.Of("flag", [.. Enumerable.Repeat(0f, 95), .. Enumerable.Repeat(1f, 5)]);
        Assert.Equal([0, 95, 5, 0, 0], reference.Counts);
        Assert.Equal(1, reference.BinOf(0));
        Assert.Equal(2, reference.BinOf(0.5f));
        Assert.Equal(2, reference.BinOf(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3.5f)]
    [InlineData(1e20f)]
    public void Of_one_value_sees_what_is_lower_or_higher_in_bins_of_their_own(float value)
    {
        var reference = ColumnReference.Of("constant", Enumerable.Repeat(value, 50));
        Assert.Equal([0, 50, 0, 0], reference.Counts);
        Assert.Equal([0, 1, 2], [reference.BinOf(float.BitDecrement(value)), reference.BinOf(value), reference.BinOf(float.BitIncrement(value))]);
    }

    [Fact]
    public void Missing_has_a_bin_of_its_own_also_where_values_are_around_it()
    {
        var reference = ColumnReference.Of("log", [-2, ColumnReference.Missing, ColumnReference.Missing, 0]);
        Assert.Equal([0, 1, 1, 0, 2], reference.Counts);
        Assert.Equal(4, reference.BinOf(ColumnReference.Missing));
    }

    [Fact]
    public void Of_what_was_always_missing_sees_the_first_known_value()
    {
        var reference = ColumnReference.Of("never", Enumerable.Repeat(ColumnReference.Missing, 7));
        Assert.Equal([0, 7], reference.Counts);
        Assert.Equal([0, 1], [reference.BinOf(3), reference.BinOf(ColumnReference.Missing)]);
    }

    [Fact]
    public void Of_few_values_still_gives_each_a_bin() => Assert.Equal([0, 1, 1, 1, 0, 0], ColumnReference.Of("few", [3, 1, 2]).Counts);
}
