using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Triage.TestKit;
using Triage.TestKit.Postgres;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Live;

/// <summary>The real process: versions go into force and back while invoices come in.</summary>
public sealed class SwitchTests(ITestOutputHelper output)
{
    private static readonly TimeSpan SwitchMax = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_shadow_promote_and_roll_back_under_load_no_call_fails_and_each_verdict_is_of_one_version()
    {
        using var data = new TemporaryDirectory();
        using var service = await StartAsync(data.Path);
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var registry = new LiveRegistry(service, channel);
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
        await registry.PromoteAsync("v1");
        await registry.RegisterAsync(SampleModels.As("v2", SampleModels.Package("local", TestKit.Samples.Invoice("known", "N-77"))));

        var host = registry.As("host", "host");
        var latest = new ConcurrentDictionary<int, string>();
        var (calls, unscored, isOver) = (0, 0, false);
        var load = Enumerable.Range(0, 8).Select(async caller =>
        {
            while (!Volatile.Read(ref isOver))
            {
                var verdict = await registry.SubmitAsync(host, Token);
                Interlocked.Increment(ref calls);
                Interlocked.Add(ref unscored, verdict.Reasons.Count(reason => reason.Code == Proto.ExceptionCode.ModelUnavailable));
                latest[caller] = LiveRegistry.VersionOf(verdict);
            }
        }).ToArray();
        await SwitchedAsync("v1");
        await registry.ShadowAsync("v2");
        await RunAsync(run => run.Invoices >= 200);

        await registry.PromoteAsync("v2");
        var forth = await SwitchedAsync("v2");
        await registry.RollBackAsync();
        var back = await SwitchedAsync("v1");
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(load);
        output.WriteLine($"{calls} calls, none failed; every verdict named the new version after {forth.TotalSeconds:0.00} s, and the old one again after {back.TotalSeconds:0.00} s.");
        Assert.Equal(0, unscored);
        Assert.True(calls > 500);

        var compared = await RunAsync(run => run.EndedAt is not null);
        Assert.Equal((compared.Invoices, 0L), (compared.SameVerdict, compared.Failed));
        Assert.Equal(compared.Invoices, compared.Segments.Where(part => part.By == Proto.ShadowSegmentKind.Facility).Sum(part => part.Invoices));

        async Task<TimeSpan> SwitchedAsync(string version)
        {
            var began = Stopwatch.GetTimestamp();
            latest.Clear();
            while (latest.Count < 8 || latest.Values.Any(served => served != version))
            {
                Assert.True(Stopwatch.GetElapsedTime(began) < SwitchMax, $"After {SwitchMax} verdicts name {string.Join(", ", latest.Values.Distinct())}, not {version}.");
                Assert.All(load, task => Assert.False(task.IsFaulted, task.Exception?.ToString()));
                await registry.SubmitAsync(host, Token);
            }

            return Stopwatch.GetElapsedTime(began);
        }

        async Task<Proto.ShadowRun> RunAsync(Func<Proto.ShadowRun, bool> isSo)
        {
            for (var began = Stopwatch.GetTimestamp(); ;)
            {
                var run = Assert.Single((await registry.Calls.GetModelAsync(new() { Version = "v2" }, registry.As("auditor", "auditor"))).ShadowRuns);
                if (isSo(run))
                {
                    return run;
                }

                Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), run.ToString());
                await registry.SubmitAsync(host, Token);
            }
        }
    }

    [Fact]
    public async Task Disagreements_are_shown_by_invoice_and_only_of_the_callers_facilities()
    {
        using var data = new TemporaryDirectory();
        using var service = await StartAsync(data.Path);
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var registry = new LiveRegistry(service, channel);
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package("local", LiveRegistry.Ledger)));
        await registry.PromoteAsync("v1");
        await registry.RegisterAsync(SampleModels.Blind("v2", "local", LiveRegistry.Ledger));
        var host = registry.As("host", "host");
        for (var served = ""; served != "v1"; served = LiveRegistry.VersionOf(await registry.SubmitAsync(host, Token)))
        {
        }

        await registry.ShadowAsync("v2");
        var auditor = registry.As("auditor", "auditor");
        Proto.ShadowRun run;
        do
        {
            await registry.SubmitAsync(host, Token);
            run = (await registry.Calls.GetModelAsync(new() { Version = "v2" }, auditor)).ShadowRuns[0];
        }
        while (run.Invoices < 30);

        var all = (await registry.Calls.ListShadowDisagreementsAsync(new() { Version = "v2", PageSize = 20 }, auditor)).Disagreements;
        Assert.Equal(20, all.Count);
        Assert.All(all, one => Assert.Contains(Proto.ExceptionCode.DuplicateSuspected, one.Said.Exceptions));
        Assert.All(all, one => Assert.DoesNotContain(Proto.ExceptionCode.DuplicateSuspected, one.Candidate.Exceptions));
        Assert.Equal(all.Select(one => one.Position).OrderDescending(), all.Select(one => one.Position));
        var next = (await registry.Calls.ListShadowDisagreementsAsync(new() { Version = "v2", BeforePosition = all[^1].Position }, auditor)).Disagreements;
        Assert.True(next[0].Position < all[^1].Position);
        Assert.Equal(["north", "south"], run.Segments.Where(part => part.By == Proto.ShadowSegmentKind.Facility).Select(part => part.Name));

        var south = registry.As("auditor", "auditor", ["south"]);
        var seen = (await registry.Calls.ListShadowDisagreementsAsync(new() { Version = "v2" }, south)).Disagreements;
        Assert.NotEmpty(seen);
        Assert.All(seen, one => Assert.Equal("south", one.Facility));
        Assert.Equal("south", Assert.Single((await registry.Calls.GetModelAsync(new() { Version = "v2" }, south)).ShadowRuns[0].Segments).Name);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await registry.Calls.ListShadowDisagreementsAsync(new() { Version = "v1" }, auditor))).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await registry.Calls.ListShadowDisagreementsAsync(new() { Version = "v2", Run = -1, PageSize = 101 }, auditor))).StatusCode);
    }

    [Fact]
    public async Task Two_tenants_of_one_process_are_served_their_own_versions()
    {
        using var data = new TemporaryDirectory();
        using var service = await StartAsync(data.Path, "--Postgres:ConnectionString", PostgresServer.Shared.CreateDatabase());
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        foreach (var tenant in new[] { "one", "two" })
        {
            var registry = new LiveRegistry(service, channel, tenant);
            await registry.RegisterAsync(SampleModels.As($"of-{tenant}", SampleModels.Package(tenant)));
            await registry.PromoteAsync($"of-{tenant}");
        }

        var (one, two) = (new LiveRegistry(service, channel, "one"), new LiveRegistry(service, channel, "two"));
        var (hostOne, hostTwo) = (one.As("host", "host"), two.As("host", "host"));
        for (var n = 0; n < 50; n++)
        {
            var verdicts = await Task.WhenAll(one.SubmitAsync(hostOne, Token), two.SubmitAsync(hostTwo, Token));
            Assert.Equal(["of-one", "of-two"], verdicts.Select(LiveRegistry.VersionOf));
        }
    }

    [Fact]
    public async Task Package_of_the_configuration_is_kept_in_the_registry_and_a_broken_version_in_force_is_said_by_health()
    {
        using var data = new TemporaryDirectory();
        using var models = new TemporaryDirectory();
        SampleModels.Write(models.Path, SampleModels.As("configured", SampleModels.Package()));
        using (var service = await StartAsync(data.Path, "--Scoring:ModelsDirectory", models.Path))
        {
            using var channel = GrpcChannel.ForAddress(service.Grpc);
            var registry = new LiveRegistry(service, channel);
            Assert.Equal("configured", LiveRegistry.VersionOf(await registry.SubmitAsync(registry.As("host", "host"), Token)));
            var kept = Assert.Single((await registry.Calls.ListModelsAsync(new(), registry.As("auditor", "auditor"))).Models);
            Assert.Equal(("configured", "configuration", Proto.ModelStanding.Registered), (kept.Version, kept.RegisteredBy, kept.Standing));
            await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
            await registry.PromoteAsync("v1");
        }

        using var store = new SqliteTestStore(directory: data.Path);
        store.Execute("UPDATE model_file_part SET payload = zeroblob(length(payload))");
        using var again = await StartAsync(data.Path, "--Scoring:ModelsDirectory", models.Path);
        using var http = new HttpClient { BaseAddress = again.Http };
        Assert.Equal("Degraded", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Token));
        using var direct = GrpcChannel.ForAddress(again.Grpc);
        var broken = new LiveRegistry(again, direct);
        await broken.SubmitAsync(broken.As("host", "host"), Token); // was answered before
        var verdict = await broken.SubmitAsync(broken.As("host", "host"), Token);
        Assert.Contains(verdict.Reasons, reason => reason.Code == Proto.ExceptionCode.ModelUnavailable);
        Assert.Contains("triage_models_behind_seconds", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token), StringComparison.Ordinal);
    }

    // A busy machine may take longer than callers are kept waiting: what is asked here is which version answers.
    private static Task<ServiceProcess> StartAsync(string directory, params string[] settings) => ServiceProcess.StartAsync(
        directory, ["--Scoring:TrustedKeysFile", TestKeys.TrustedKeysFile, "--Scoring:ScoreWithin", "00:01:00", "--Registry:ShadowTimeMin", "00:00:00", "--Registry:ShadowInvoicesMin", "200", .. settings], Token);
}
