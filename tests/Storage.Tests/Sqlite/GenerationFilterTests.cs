using System.Numerics;
using Triage.Storage.Sqlite;

namespace Triage.Storage.Tests.Sqlite;

public sealed class GenerationFilterTests
{
    // Of an invoice.
    private const int Fingerprints = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Full_generations_have_all_that_was_added_and_hardly_anything_else(int seed)
    {
        var random = new Random(seed);
        var filter = new GenerationFilter();
        var added = Enumerable.Range(0, GenerationFilter.Generations).Select(_ => Hashes(random, FingerprintGeneration.Invoices * Fingerprints)).ToArray();
        Parallel.For(0, added.Length, generation => Array.ForEach(added[generation], hash => filter.Add(generation, hash)));
        for (var generation = 0; generation < added.Length; generation++)
        {
            Assert.True(added[generation].All(hash => (filter.MayHave(hash) >> generation & 1) == 1));
        }

        // 64 filters at once, each of which may be wrong.
        Assert.InRange(Hashes(random, 100_000).Sum(hash => BitOperations.PopCount(filter.MayHave(hash))), 1, 1000);
    }

    [Fact]
    public void Hashes_that_follow_each_other_fall_apart()
    {
        var filter = new GenerationFilter();
        var full = FingerprintGeneration.Invoices * Fingerprints;
        for (long hash = 0; hash < full; hash++)
        {
            filter.Add(63, hash);
        }

        Assert.InRange(Enumerable.Range(0, 100_000).Count(n => filter.MayHave(full + n) != 0), 0, 50);
    }

    private static long[] Hashes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
}
