using System.Text.Json;
using Triage.Cli.Bench;
using Triage.TestKit;

namespace Triage.Cli.Tests.Bench;

/// <summary>Everything in its smallest size: real processes, real counters. Its figures say nothing.</summary>
public sealed class BenchRunTests
{
    [Fact]
    public async Task RunAsync_measures_every_part_of_the_embedded_store_and_both_sides_count_the_same()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "figures.json");
        var settings = new BenchSettings
        {
            Stores = [BenchStore.Sqlite],
            Parts = [BenchPart.Empty, BenchPart.Bare, BenchPart.Full, BenchPart.Stream, BenchPart.Half, BenchPart.Stored],
            Rounds = 1,
            WarmUpSeconds = 1,
            MeasuredSeconds = 3,
            StoredFew = 100,
            StoredMany = 500,
        };

        Assert.Equal(ExitCode.Ok, await new BenchRun(settings, directory.Path, file, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken));

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var figures = json.RootElement.GetProperty("sqlite");
        Assert.All(
            figures.GetProperty("ratios").EnumerateObject().Concat(figures.GetProperty("per_second").EnumerateObject()),
            figure => Assert.True(figure.Value.GetDouble() > 0, figure.Name));
        Assert.Equal(["full_over_bare", "stream_over_unary", "at_1m_over_10k"], figures.GetProperty("ratios").EnumerateObject().Select(ratio => ratio.Name));
        // Two events, a request, the invoice, what it waits for, and a few fingerprints: more or less, but no other order of magnitude.
        Assert.InRange(figures.GetProperty("rows").GetDouble(), 7, 15);
        Assert.InRange(figures.GetProperty("bytes").GetDouble(), 500, 20_000);
        Assert.InRange(figures.GetProperty("commits").GetDouble(), 1 / 512d, 2);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(directory.Path, "bench"), "bench_*"));
    }
}
