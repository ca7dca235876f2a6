using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class ColumnReferenceTests
{
    [Fact]
    public void Of_values_that_all_differ_has_ten_bins_of_as_many()
    {
        var reference = ColumnReference.Of("amount", Enumerable.Range(0, 1000).Select(value => (float)value));
        Assert.Equal([0, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 0, 0], reference.Counts);
    }

    [Fact]
    public void Of_values_that_often_are_the_same_has_fewer_bins_and_loses_none()
    {
        var reference = ColumnReference.Of("count", Enumerable.Repeat(0f, 80).Concat(Enumerable.Range(1, 20).Select(value => (float)value)));
        Assert.Equal(80, reference.Counts[reference.BinOf(0)]);
        Assert.Equal(100, reference.Counts.Sum());
        Assert.Equal(10, reference.Counts[reference.BinOf(5)]);
    }

    [Theory, InlineData(1f, 0f), InlineData(1f, 2f), InlineData(0f, -0.5f), InlineData(0f, float.Epsilon)]
    public void BinOf_what_was_never_seen_is_a_bin_of_its_own(float always, float now)
    {
        var reference = ColumnReference.Of("is_known", Enumerable.Repeat(always, 50));
        Assert.Equal(50, reference.Counts[reference.BinOf(always)]);
        Assert.Equal(0, reference.Counts[reference.BinOf(now)]);
    }

    [Fact]
    public void BinOf_missing_is_the_last_and_no_value_shares_it()
    {
        var reference = ColumnReference.Of("days", [-1, -1, 3, 4]);
        Assert.Equal(reference.Counts.Length - 1, reference.BinOf(-1));
        Assert.Equal(2, reference.Counts[^1]);
        Assert.NotEqual(reference.BinOf(-1), reference.BinOf(-2));
        Assert.NotEqual(reference.BinOf(-1), reference.BinOf(float.MaxValue));
    }

    [Fact]
    public void Of_nothing_but_missing_values_takes_what_comes_as_new()
    {
        var reference = ColumnReference.Of("never", [-1, -1]);
        Assert.Empty(reference.Edges);
        Assert.Equal(0, reference.BinOf(7));
        Assert.Equal([0, 2], reference.Counts);
    }

    [Fact]
    public void Of_values_by_chance_counts_every_value_once_where_its_bin_says()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Random(seed);
            float[] values = [.. Enumerable.Range(0, chance.Next(1, 400)).Select(_ => chance.Next(4) switch { 0 => -1, 1 => chance.Next(3), 2 => float.NegativeInfinity, _ => chance.NextSingle() * 100 - 50 })];
            var reference = ColumnReference.Of("x", values);
            Assert.Equal(values.Length, reference.Counts.Sum());
            Assert.True(reference.Edges.Length <= ColumnReference.EdgesMax);
            Assert.Equal(reference.Edges.Length + 2, reference.Counts.Length);
            foreach (var value in values.Where(value => value != ColumnReference.Missing))
            {
                var bin = reference.BinOf(value);
                Assert.True((bin == 0 || value > reference.Edges[bin - 1]) && (bin == reference.Edges.Length || value <= reference.Edges[bin]), $"seed {seed}: {value} in bin {bin}");
            }
        }
    }
}
