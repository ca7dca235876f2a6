using Triage.Cli.Bench.Plan;
using Triage.Load.Calls;
using Triage.Load.Requests;

namespace Triage.Load.Tests;

/// <summary>Against a real server on the loopback interface.</summary>
public sealed class LoadRunTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// 500 calls a second, and once a second the server stands still for 100 ms: one call in ten is due meanwhile, so the 99th
    /// percentile lies near the pause's length. Measured from when a call was really sent, or with few in progress, it would vanish.
    /// </summary>
    [Fact]
    public async Task Open_loop_shows_a_pause_of_the_server_in_its_percentiles()
    {
        await using var server = new IntakeUnderLoad();
        await server.StartAsync();
        var plan = Plan(server, LoadCall.Submit) with { PerSecond = 500, WarmUpSeconds = 1, MeasuredSeconds = 3 };
        using var timer = new Timer(_ => server.Pause(Pause), null, TimeSpan.FromMilliseconds(1500), TimeSpan.FromSeconds(1));

        var report = await RunAsync(plan);

        Assert.InRange(report.P99Ms, 0.8 * Pause.TotalMilliseconds, 10 * Pause.TotalMilliseconds);
        Assert.True(report.P50Ms < Pause.TotalMilliseconds / 2, $"Half of the calls were not due in a pause, and took {report.P50Ms} ms.");
        Assert.Equal(1500, report.MeasuredOk);
    }

    [Fact]
    public async Task Closed_loop_hides_the_pause_because_it_sends_nothing_meanwhile()
    {
        await using var server = new IntakeUnderLoad();
        await server.StartAsync();
        var plan = Plan(server, LoadCall.Submit) with { InFlight = 1, WarmUpSeconds = 1, MeasuredSeconds = 3 };
        using var timer = new Timer(_ => server.Pause(Pause), null, TimeSpan.FromMilliseconds(1500), TimeSpan.FromSeconds(1));

        var report = await RunAsync(plan);

        Assert.True(report.MaxMs >= 0.8 * Pause.TotalMilliseconds, "The pause took effect.");
        Assert.True(report.P99Ms < 0.8 * Pause.TotalMilliseconds, $"Of {report.MeasuredOk} calls three met a pause, and p99 is {report.P99Ms} ms.");
    }

    [Fact]
    public async Task Open_loop_counts_from_the_schedule_when_its_sender_is_late()
    {
        var plan = new LoadPlan { Call = LoadCall.Empty, Address = new Uri("http://127.0.0.1:1"), PerSecond = 1000, WarmUpSeconds = 0, MeasuredSeconds = 0.5, CountMax = 500 };
        await using var calls = new StuckCalls(stuckAt: 100, TimeSpan.FromMilliseconds(200));

        var report = await LoadRun.RunAsync(plan, new EmptyRequests(plan.CountMax), calls, _ => { });

        // Every call answers at once, and two in five were due while the sender was kept.
        Assert.True(report is { P99Ms: > 150, LateMaxMs: > 150 }, $"p99 {report.P99Ms} ms, sent up to {report.LateMaxMs} ms late.");
    }

    [Theory]
    [InlineData(nameof(LoadCall.Submit))]
    [InlineData(nameof(LoadCall.SubmitStream))]
    public async Task Report_counts_what_the_server_counts_and_sends_each_invoice_once(string call)
    {
        await using var server = new IntakeUnderLoad();
        await server.StartAsync();

        var report = await RunAsync(Plan(server, Enum.Parse<LoadCall>(call)) with { InFlight = 64, WarmUpSeconds = 0.1, MeasuredSeconds = 0.2 }); // a fast machine sends 40,000 in half a second

        Assert.Empty(report.Failed);
        Assert.True(report.Ok > report.MeasuredOk && report.MeasuredOk > 0, "The warm-up does not count, the rest does.");
        Assert.Equal(server.Answered, report.Ok);
        Assert.Equal(server.Keys.Count, report.Ok);
        Assert.All(server.Keys.Values, times => Assert.Equal(1, times));
        Assert.True(report is { P50Ms: > 0, CpuSeconds: > 0, UsedUp: false });
        Assert.True(report.P50Ms <= report.P99Ms && report.P99Ms <= report.MaxMs);
    }

    [Theory]
    [InlineData(nameof(LoadCall.Submit))]
    [InlineData(nameof(LoadCall.SubmitStream))]
    public async Task Report_counts_refusals_apart(string call)
    {
        await using var server = new IntakeUnderLoad { RefuseEvery = 10 };
        await server.StartAsync();

        var report = await RunAsync(Plan(server, Enum.Parse<LoadCall>(call)) with { InFlight = 1, CountMax = 200, WarmUpSeconds = 0, MeasuredSeconds = 60 });

        Assert.Equal((180, 20), (report.Ok, report.Failed["ResourceExhausted"]));
        Assert.Equal(180, server.Answered);
        Assert.True(report is { UsedUp: true, MeasuredSeconds: < 60 }, "A run whose requests are used up ends, and its rate is that of its own time.");
    }

    [Theory]
    [InlineData(nameof(LoadCall.Submit))]
    [InlineData(nameof(LoadCall.SubmitStream))]
    public async Task Copies_are_invoices_from_long_before_and_their_twins_are_counted(string call)
    {
        await using var server = new IntakeUnderLoad();
        await server.StartAsync();
        var plan = Plan(server, Enum.Parse<LoadCall>(call)) with { InFlight = 8, CountMax = 500, CopyEvery = 50, LedgerFirst = 1000, WarmUpSeconds = 0, MeasuredSeconds = 60 };

        var report = await RunAsync(plan);

        Assert.Equal((10, 10), (report.Copies, report.CopiesFound));
    }

    [Fact]
    public void Generator_sends_to_the_loopback_interface_alone()
    {
        var plan = new LoadPlan { Call = LoadCall.Submit, Address = new Uri("http://192.0.2.1:7500"), CountMax = 1 };
        Assert.Throws<ArgumentException>(() => new Connections(plan));
    }

    private static LoadPlan Plan(IntakeUnderLoad server, LoadCall call) => new() { Call = call, Address = server.Address, CountMax = 40_000, Connections = 2 };

    private static async Task<LoadReport> RunAsync(LoadPlan plan)
    {
        var requests = PreparedRequests.Of(plan);
        await using var calls = OpenCalls.Of(plan, requests);
        return await LoadRun.RunAsync(plan, requests, calls, _ => { });
    }
}
