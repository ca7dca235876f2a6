using Triage.Cli.Bench;
using Triage.Cli.Bench.Plan;
using Triage.Cli.Serve;

namespace Triage.Cli.Tests.Bench;

/// <summary>The two sides' counts, and what a difference does.</summary>
public sealed class RunningServerTests
{
    private static readonly LoadPlan Plan = new() { Call = LoadCall.Submit, Address = new Uri("http://127.0.0.1:1"), CountMax = 1 };

    private static readonly LoadReport Hundred = new()
    {
        Ok = 100,
        Failed = new Dictionary<string, long>(),
        MeasuredOk = 50,
        MeasuredSeconds = 1,
        P50Ms = 1,
        P99Ms = 1,
        MaxMs = 1,
        CpuSeconds = 1,
    };

    [Fact]
    public void Compare_equal_counts_pass() => RunningServer.Compare("Silo", Plan, Hundred, new ServerCounts(100, 100, 3, 1));

    [Theory]
    [InlineData(99, 100)]
    [InlineData(101, 100)]
    [InlineData(100, 99)]
    public void Compare_another_count_of_the_server_ends_the_bench(double answered, double accepted) => Assert.Contains(
        "Nothing that was measured can be believed",
        Assert.Throws<CliException>(() => RunningServer.Compare("Silo", Plan, Hundred, new ServerCounts(answered, accepted, 3, 1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Compare_failed_calls_end_the_bench_and_are_named()
    {
        var failed = Hundred with { Failed = new Dictionary<string, long> { ["Unavailable"] = 7 } };
        Assert.Contains("7 with Unavailable", Assert.Throws<CliException>(() => RunningServer.Compare("Silo", Plan, failed, new ServerCounts(100, 100, 3, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfService_counts_good_answers_of_calls_and_of_streams()
    {
        var page = new MetricsPage("""
            triage_edge_call_seconds_count{rpc="/triage.v1.IntakeService/Submit",code="OK"} 40
            triage_edge_call_seconds_count{rpc="/triage.v1.IntakeService/Submit",code="Unavailable"} 3
            triage_edge_call_seconds_count{rpc="/triage.v1.IntakeService/SubmitStream",code="OK"} 1
            triage_edge_stream_items{code="OK"} 60
            triage_invoices_received 100
            triage_storage_commits 7
            process_cpu_seconds_total 1.5
            """);
        Assert.Equal(new ServerCounts(100, 100, 7, 1.5), ServerCounts.OfService(page));
    }

    [Fact]
    public void OfBareSilo_counts_rows_and_empty_calls() =>
        Assert.Equal(new ServerCounts(30, 20, 2, 0.5), ServerCounts.OfBareSilo(new MetricsPage("bare_empty_calls 10\nbare_rows 20\nbare_commits 2\nprocess_cpu_seconds_total 0.5\n")));
}
