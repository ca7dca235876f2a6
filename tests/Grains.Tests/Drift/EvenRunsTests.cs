using Triage.Grains.Drift;

namespace Triage.Grains.Tests.Drift;

public sealed class EvenRunsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 6)]
    [InlineData(0, 64)]
    [InlineData(10, 75)]
    [InlineData(1_000, 1_000_000)]
    public void Of_every_position_is_in_one_run(long after, long upTo)
    {
        var position = after;
        foreach (var (first, last) in EvenRuns.Of(after, upTo).OrderBy(run => run.After))
        {
            Assert.Equal(position, first);
            Assert.InRange(last - first, 1, EvenRuns.Positions);
            position = last;
        }

        Assert.Equal(upTo, position);
    }

    [Theory]
    [InlineData(1_000, 100)]
    [InlineData(1_000, 333)]
    [InlineData(4_096, 60)]
    [InlineData(15_625, 130)]
    public void Of_whoever_stops_has_as_many_of_every_part(int runs, int read)
    {
        var upTo = (long)runs * EvenRuns.Positions;
        var parts = EvenRuns.Of(0, upTo).Take(read).CountBy(run => run.After * 10 / upTo).ToDictionary();
        Assert.Equal(10, parts.Count);
        Assert.All(parts.Values, count => Assert.InRange(count, read / 10 - 4, read / 10 + 4));
    }
}
