using Triage.Cli.Bench.Postgres;

namespace Triage.Cli.Tests.Bench;

/// <summary>What other programs and the system write.</summary>
public sealed class PostgresTextTests
{
    private const string Output = """
        transaction type: insert-event.sql
        query mode: prepared
        number of clients: 64
        number of transactions actually processed: 112233
        number of failed transactions: 0 (0.000%)
        latency average = 5.210 ms
        initial connection time = 71.100 ms
        tps = 12283.503421 (without initial connection time)
        """;

    [Fact]
    public void Parse_pgbench_gives_its_rate() => Assert.Equal(12283.503421, Pgbench.Parse(Output));

    [Theory]
    [InlineData("number of failed transactions: 0", "number of failed transactions: 2")]
    [InlineData("tps =", "tpm =")]
    public void Parse_pgbench_with_failures_or_without_a_rate_is_refused(string what, string by) =>
        Assert.Throws<CliException>(() => Pgbench.Parse(Output.Replace(what, by, StringComparison.Ordinal)));

    [Fact]
    public void Parse_of_a_process_reads_behind_its_name() => Assert.Equal(
        (77, 12, 300L, 40L),
        ProcessTree.Parse("77 (post) gres: x) S 12 77 77 0 -1 4194560 1 2 3 4 100 200 30 10 20 0 1 0 555 1000 20"));

    [Fact]
    public void CpuSeconds_of_this_process_grows_with_its_work()
    {
        var before = ProcessTree.CpuSeconds(Environment.ProcessId);
        var used = Environment.CpuUsage.TotalTime + TimeSpan.FromMilliseconds(200);
        while (Environment.CpuUsage.TotalTime < used)
        {
        }

        Assert.InRange(ProcessTree.CpuSeconds(Environment.ProcessId) - before, 0.1, 60);
    }
}
