using Triage.Storage.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class HashFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Filled_to_its_capacity_has_all_that_was_added_and_hardly_anything_else(int seed)
    {
        var random = new Random(seed);
        var filter = new HashFilter(20_000);
        var added = Hashes(random, (int)filter.Capacity);
        Parallel.ForEach(added, filter.Add);
        Assert.All(added, hash => Assert.True(filter.MayHave(hash)));
        var wrong = Hashes(random, 100_000).Count(filter.MayHave);
        Assert.InRange(wrong, 1, 1000);
    }

    [Fact]
    public void Hashes_that_follow_each_other_fall_apart()
    {
        var filter = new HashFilter(20_000);
        for (long hash = 0; hash < filter.Capacity; hash++)
        {
            filter.Add(hash);
        }

        Assert.InRange(Enumerable.Range(0, 100_000).Count(n => filter.MayHave(filter.Capacity + n)), 1, 1000);
    }

    [Fact]
    public void Capacity_is_at_least_what_was_asked_for() =>
        Assert.All(new long[] { 1, 31, 64, 65, 1000, 1 << 20, (1 << 20) + 1 }, capacity => Assert.InRange(new HashFilter(capacity).Capacity, capacity, Math.Max(64, capacity * 2)));

    private static long[] Hashes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
}
