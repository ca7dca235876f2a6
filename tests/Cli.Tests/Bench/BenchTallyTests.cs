using System.Text.Json;
using Triage.Cli.Bench;
using Triage.Cli.Bench.Plan;
using Triage.Cli.Output;

namespace Triage.Cli.Tests.Bench;

public sealed class BenchTallyTests
{
    [Fact]
    public void ToFigures_of_three_rounds_gives_medians_and_their_ratios()
    {
        var tally = new BenchTally();
        foreach (var (bare, full, scored, stream, pgbench, plain) in new[] { (9000d, 4000d, 2700d, 6200d, 12_000d, 1000d), (1000d, 100d, 10d, 10d, 1d, 9000d), (10_000d, 4400d, 2900d, 6800d, 14_000d, 1100d) })
        {
            tally.Add(BenchPart.Bare, bare);
            tally.Add(BenchPart.Full, Run(full, commits: 0.02, cpu: 240e-6));
            tally.Add(BenchPart.Scored, Run(scored, commits: 0.02, cpu: 440e-6));
            tally.Add(BenchPart.Stream, stream);
            tally.Add(BenchPart.Pgbench, pgbench);
            tally.Add(BenchPart.Plain, plain);
            tally.Add(BenchTally.AtFew, full);
            tally.Add(BenchTally.AtMany, full * 0.9);
            tally.AddStored(rows: 11, bytes: 1600);
        }

        tally.Add(BenchPart.Half, Run(2000, commits: 0, cpu: 0) with { Load = Report(2000) with { P50Ms = 2, P99Ms = 9 } });
        var figures = tally.ToFigures();

        Assert.Equal(new BenchRatios { FullOverBare = 0.444, ScoredOverBare = 0.3, BareOverPgbench = 0.75, StreamOverUnary = 1.55, ManyOverFew = 0.9, OursOverPlain = 3.636 }, figures.Ratios);
        Assert.Equal((2, 9, 11, 1600), (figures.P50Ms, figures.P99MsAtHalf, figures.Rows, figures.Bytes));
        Assert.Equal((0.02, 240, 440), (figures.Commits, figures.CpuUs, figures.ScoredCpuUs));
    }

    [Fact]
    public void ToFigures_written_as_json_has_the_agreed_names()
    {
        var tally = new BenchTally();
        foreach (var part in Enum.GetValues<BenchPart>())
        {
            tally.Add(part, Run(100, commits: 0.5, cpu: 1e-3));
        }

        tally.Add(BenchTally.AtFew, 100);
        tally.Add(BenchTally.AtMany, 90);
        tally.AddStored(11, 1600);
        using var json = JsonDocument.Parse(JsonOutput.Serialize(new Dictionary<string, StoreFigures> { ["postgres"] = tally.ToFigures() }));
        var store = json.RootElement.GetProperty("postgres");

        Assert.Equal(
            ["ratios", "p50_ms", "p99_ms_at_half", "per_second", "rows", "bytes", "commits", "cpu_us", "scored_cpu_us"], store.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["full_over_bare", "scored_over_bare", "bare_over_pgbench", "stream_over_unary", "at_1m_over_10k", "ours_over_plain"],
            store.GetProperty("ratios").EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["empty", "bare", "full", "stream", "half", "stored", "pgbench", "plain", "scored", "at_10k", "at_1m"],
            store.GetProperty("per_second").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void ToFigures_of_parts_leaves_out_what_was_not_measured()
    {
        var tally = new BenchTally();
        tally.Add(BenchPart.Bare, 100);
        Assert.Equal(new BenchRatios(), tally.ToFigures().Ratios);
        Assert.Null(tally.ToFigures().P99MsAtHalf);
    }

    private static Measured Run(double perSecond, double commits, double cpu) =>
        new(Report(perSecond), new ServerCounts(Answered: 1000, Accepted: 1000, Commits: commits * 1000, CpuSeconds: cpu * 1000), DatabaseCpuSeconds: 0);

    private static LoadReport Report(double perSecond) => new()
    {
        Ok = 1000,
        Failed = new Dictionary<string, long>(),
        MeasuredOk = (long)perSecond,
        MeasuredSeconds = 1,
        P50Ms = 1,
        P99Ms = 1,
        MaxMs = 1,
        CpuSeconds = 1,
    };
}
