using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Triage.Grains.Drift;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;
using Triage.Silo.Tests.Registry;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Drift;

/// <summary>What the edge says of weeks, and when it can't.</summary>
public sealed class DriftTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weeks_come_oldest_first_with_every_bin_and_then_a_summary()
    {
        var drift = new FakeDrift();
        await using var host = await RegistryHost.StartAsync(configure: services => services.AddSingleton<IDrift>(drift));
        await host.RegisterAsync("v1");
        await host.PromoteAsync("v1");
        var (weeks, summary) = await MeasureAsync(host, new() { Weeks = 3 });

        var running = IsoWeek.At(TimeProvider.System.GetUtcNow());
        Assert.Equal([.. new[] { 2, 1, 0 }.Select(ago => running.Before(ago).Monday.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))], weeks.Select(week => week.Monday));
        Assert.Equal([("local", "v1")], drift.Asked.Distinct());
        Assert.All(weeks, week => Assert.Equal((true, 300, 200), (week.Complete, week.Verdicts, week.Counted)));
        var model = Assert.Single(weeks[0].Models);
        Assert.Equal((ScorerNames.Anomaly, 500, 200), (model.Model, model.InvoicesThen, model.Invoices));
        var score = model.Columns[^1];
        Assert.Equal((DriftRows.Score, 0.5, 0.05, Proto.DriftLevel.Large), (score.Name, score.Psi, score.ChanceLimit, score.Level));
        Assert.Equal([1f], score.Edges);
        Assert.Equal(([400L, 90, 10], [0L, 200, 0]), (score.CountsThen, score.Counts));
        Assert.Equal(("v1", "2026-01-01", "2026-02-01"), (summary.ModelVersion, summary.TrainedFrom, summary.TrainedTo));
        var advice = Assert.Single(summary.Advice);
        Assert.Equal((ScorerNames.Anomaly, 0), (advice.Model, advice.Features));

        Assert.Equal(8, (await MeasureAsync(host, new() { ModelVersion = "v1" })).Weeks.Count);
    }

    [Fact]
    public async Task Version_that_is_not_there_none_in_force_and_weeks_that_are_no_number_are_refused()
    {
        await using var host = await RegistryHost.StartAsync();
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(host, new() { ModelVersion = "none" })).StatusCode);
        var nothing = await RefusedAsync(host, new());
        Assert.Equal(StatusCode.FailedPrecondition, nothing.StatusCode);
        Assert.Contains("promote one, or name the version", nothing.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(host, new() { Weeks = 54 })).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(host, new() { Weeks = -1 })).StatusCode);
    }

    [Fact]
    public async Task Package_without_a_reference_is_refused_with_what_to_do()
    {
        await using var host = await RegistryHost.StartAsync();
        await host.RegisterAsync("v1");
        var refused = await RefusedAsync(host, new() { ModelVersion = "v1" });
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("Models v1 cannot be measured: their package has no reference. Train it again with ./triage train", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_some_facilities_and_who_has_another_role_are_refused()
    {
        await using var host = await RegistryHost.StartAsync();
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(host, new(), host.As("auditor", "a", ["north"]))).StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(host, new(), host.As("host", "a"))).StatusCode);
    }

    [Fact]
    public async Task Second_measurement_is_refused_while_one_runs()
    {
        var drift = new FakeDrift { Held = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        await using var host = await RegistryHost.StartAsync(configure: services => services.AddSingleton<IDrift>(drift));
        await host.RegisterAsync("v1");
        var first = MeasureAsync(host, new() { ModelVersion = "v1", Weeks = 1 });
        await drift.Begun.Task.WaitAsync(Token);
        Assert.Equal(StatusCode.ResourceExhausted, (await RefusedAsync(host, new() { ModelVersion = "v1" })).StatusCode);
        drift.Held.SetResult();
        Assert.Single((await first).Weeks);
        Assert.Single((await MeasureAsync(host, new() { ModelVersion = "v1", Weeks = 1 })).Weeks); // its place is free again
    }

    private static Task<RpcException> RefusedAsync(RegistryHost host, Proto.MeasureDriftRequest request, Metadata? caller = null) =>
        Assert.ThrowsAsync<RpcException>(async () => await MeasureAsync(host, request, caller));

    private static async Task<(List<Proto.DriftWeek> Weeks, Proto.DriftSummary Summary)> MeasureAsync(RegistryHost host, Proto.MeasureDriftRequest request, Metadata? caller = null)
    {
        using var call = new Proto.DriftService.DriftServiceClient(host.Host.Channel).MeasureDrift(request, caller ?? host.Auditor, cancellationToken: Token);
        var weeks = new List<Proto.DriftWeek>();
        Proto.DriftSummary? summary = null;
        while (await call.ResponseStream.MoveNext(Token))
        {
            Assert.Null(summary); // it is the last message
            if (call.ResponseStream.Current.Week is { } week)
            {
                weeks.Add(week);
            }

            summary = call.ResponseStream.Current.Summary;
        }

        return (weeks, Assert.IsType<Proto.DriftSummary>(summary));
    }

    /// <summary>Every week is over and its score has moved.</summary>
    private sealed class FakeDrift : IDrift
    {
        public List<(string Tenant, string Version)> Asked { get; } = [];

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Held { get; init; }

        public ValueTask<DriftReference> ReferenceAsync(string tenant, string version, CancellationToken cancellationToken) => new(new DriftReference(new(2026, 1, 1), new(2026, 2, 1), []));

        public async Task<WeekDrift> MeasureAsync(string tenant, string version, DateOnly monday, CancellationToken cancellationToken)
        {
            Begun.TrySetResult();
            await (Held?.Task ?? Task.CompletedTask);
            Asked.Add((tenant, version));
            var columns = DriftRows.ColumnsOf(ScorerNames.Anomaly).Select(name => new ColumnDrift(new(name, [1f], [400, 90, 10]), [0, 200, 0], name == DriftRows.Score ? 0.5 : 0.01, 0.05));
            return new(monday, IsComplete: true, 300, 200, [new(ScorerNames.Anomaly, 500, 200, [.. columns])]);
        }
    }
}
