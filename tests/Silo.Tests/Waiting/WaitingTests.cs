using System.Diagnostics;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triage.Grains.Invoices;
using Triage.Models.Gating;
using Triage.Models.History;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Waiting;

public sealed class WaitingTests(SiloFixture silo)
{
    private const string Reason = "test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Proto.WaitingService.WaitingServiceClient Client => new(silo.Channel);

    [Fact]
    public async Task AwaitVerdict_settled_is_answered_at_once()
    {
        var grain = await SubmitAsync("await-settled");
        grain.Happen(new Cancelled { AtMicros = 2, Actor = "test", Reason = Reason });
        var answer = await Client.AwaitVerdictAsync(Ask("await-settled", seconds: 600), silo.Good());
        Assert.True(answer.Settled);
        Assert.Equal((Proto.InvoiceStatus.Cancelled, 2), (answer.Record.InvoiceStatus, answer.Record.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task AwaitVerdict_not_settled_is_an_answer_when_the_time_is_up(int seconds)
    {
        await SubmitAsync($"await-open-{seconds}");
        var began = Stopwatch.GetTimestamp();
        var answer = await Client.AwaitVerdictAsync(Ask($"await-open-{seconds}", seconds), silo.Good());
        Assert.False(answer.Settled);
        Assert.Equal((Proto.InvoiceStatus.Received, Proto.VerdictKind.Pending), (answer.Record.InvoiceStatus, answer.Record.Verdict.Kind));
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task AwaitVerdict_is_answered_before_the_call_s_own_deadline()
    {
        await SubmitAsync("await-deadline");
        var answer = await Client.AwaitVerdictAsync(Ask("await-deadline", seconds: 600), silo.Good(), DateTime.UtcNow.AddSeconds(2));
        Assert.False(answer.Settled);
    }

    [Fact]
    public async Task AwaitVerdict_many_waiters_are_answered_by_one_change_past_others_that_settle_nothing()
    {
        var grain = await SubmitAsync("await-change");
        var waits = Enumerable.Range(0, 50).Select(_ => Client.AwaitVerdictAsync(Ask("await-change", seconds: 60), silo.Good()).ResponseAsync).ToArray();
        await LookedAtAsync(grain, 50);
        grain.Happen(new RetriageRequested { AtMicros = 2, Actor = "test", Reason = Reason });
        await LookedAtAsync(grain, 100);
        Assert.All(waits, wait => Assert.False(wait.IsCompleted));
        grain.Happen(new Cancelled { AtMicros = 3, Actor = "test", Reason = Reason });
        Assert.All(await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(30), Token), answer => Assert.Equal((true, 3), (answer.Settled, answer.Record.Version)));
    }

    [Fact]
    public async Task AwaitVerdict_cleared_that_is_judged_again_is_not_settled_until_it_is_judged()
    {
        var grain = await SubmitAsync("await-again");
        grain.Happen(Judged(VerdictKind.Clear));
        Assert.True((await Client.AwaitVerdictAsync(Ask("await-again", seconds: 0), silo.Good())).Settled);
        grain.Happen(new RetriageRequested { AtMicros = 3, Actor = "test", Reason = Reason });
        Assert.False((await Client.AwaitVerdictAsync(Ask("await-again", seconds: 0), silo.Good())).Settled);
        var wait = Client.AwaitVerdictAsync(Ask("await-again", seconds: 60), silo.Good()).ResponseAsync;
        grain.Happen(Judged(VerdictKind.Clear));
        Assert.True((await wait).Settled);
    }

    [Fact]
    public async Task AwaitVerdict_outlives_outages_in_mid_wait()
    {
        var grain = await SubmitAsync("await-outage");
        var wait = Client.AwaitVerdictAsync(Ask("await-outage", seconds: 60), silo.Good()).ResponseAsync;
        await LookedAtAsync(grain, 1);
        foreach (var outage in new Exception[] { new StoreUnavailableException("x"), new StaleActivationException(), new TimeoutException(), new SiloUnavailableException("x") })
        {
            grain.Failures.Enqueue(outage);
        }

        grain.Happen(new RetriageRequested { AtMicros = 2, Actor = "test", Reason = Reason });
        await LookedAtAsync(grain, 6);
        grain.Happen(new Cancelled { AtMicros = 3, Actor = "test", Reason = Reason });
        Assert.True((await wait).Settled);
        Assert.Empty(grain.Failures);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(601, 0)]
    [InlineData(600, 1)]
    [InlineData(1, -1)]
    [InlineData(long.MaxValue, 0)]
    public async Task AwaitVerdict_wait_out_of_range_is_invalid(long seconds, int nanos)
    {
        var request = new Proto.AwaitVerdictRequest { InvoiceId = "no-id", Wait = new Duration { Seconds = seconds, Nanos = nanos } };
        var refused = await Samples.RefusedAsync(Client.AwaitVerdictAsync(request, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal(["invoice_id", "wait"], Samples.Violations(refused).Select(violation => violation.Field).Order());
    }

    [Fact]
    public async Task AwaitVerdict_and_WatchInvoice_of_what_the_caller_may_not_see_are_not_found()
    {
        await SubmitAsync("await-hidden");
        foreach (var (id, headers) in new[] { ("await-absent", silo.Good()), ("await-hidden", silo.Good("other")), ("await-hidden", silo.Good(facilities: ["south"])) })
        {
            var refused = await Samples.RefusedAsync(Client.AwaitVerdictAsync(Ask(id, seconds: 60), headers), StatusCode.NotFound);
            Assert.Equal("There is no such invoice.", refused.Status.Detail);
            using var watch = Client.WatchInvoice(new() { InvoiceId = $"invoices/erp/{id}" }, headers);
            Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(Token))).StatusCode);
        }
    }

    [Fact]
    public async Task WatchInvoice_gives_it_now_after_each_change_and_ends_when_it_can_change_no_more()
    {
        var grain = await SubmitAsync("watch");
        using var watch = Client.WatchInvoice(new() { InvoiceId = "invoices/erp/watch" }, silo.Good());
        Assert.Equal(1, (await NextRecordAsync(watch)).Version);
        grain.Happen(Judged(VerdictKind.Review));
        Assert.Equal((2, Proto.InvoiceStatus.InReview), (await NextRecordAsync(watch) is var judged ? judged.Version : 0, judged.InvoiceStatus));
        grain.Happen(new Cancelled { AtMicros = 3, Actor = "test", Reason = Reason });
        Assert.Equal((3, Proto.InvoiceStatus.Cancelled), (await NextRecordAsync(watch) is var ended ? ended.Version : 0, ended.InvoiceStatus));
        Assert.False(await watch.ResponseStream.MoveNext(Token));
    }

    [Fact]
    public async Task WatchInvoice_idle_sends_heartbeats()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Waiting:HeartbeatInterval"] = "00:00:00.1" });
        var headers = SiloFixture.Bearer(host.Issuer().Good());
        await host.Client.SubmitAsync(Samples.Submit("beats"), headers);
        using var watch = new Proto.WaitingService.WaitingServiceClient(host.Channel).WatchInvoice(new() { InvoiceId = "invoices/erp/beats" }, headers);
        Assert.True(await watch.ResponseStream.MoveNext(Token));
        for (var n = 0; n < 3; n++)
        {
            Assert.True(await watch.ResponseStream.MoveNext(Token));
            Assert.Equal(1, watch.ResponseStream.Current.Heartbeat.Version);
        }
    }

    [Theory]
    [InlineData("Edge:WaitersMax")]
    [InlineData("Limits:WaitersMax")]
    public async Task Waiters_above_the_limit_are_refused_and_others_are_served_meanwhile(string setting)
    {
        await using var host = await SiloHost.StartAsync(new() { [setting] = "1", ["Edge:UnaryInFlightMax"] = "1", ["Limits:UnaryInFlightMax"] = "1", ["Limits:PlacesCount"] = "1" });
        var headers = SiloFixture.Bearer(host.Issuer().Good());
        await host.Client.SubmitAsync(Samples.Submit("one"), headers);
        var grain = host.Invoices.Grains["local/erp/one"];
        var waiting = new Proto.WaitingService.WaitingServiceClient(host.Channel);
        var first = waiting.AwaitVerdictAsync(Ask("one", seconds: 60), headers).ResponseAsync;
        await LookedAtAsync(grain, 1);

        var refused = await Samples.RefusedAsync(waiting.AwaitVerdictAsync(Ask("one", seconds: 60), headers), StatusCode.ResourceExhausted);
        Assert.NotNull(refused.GetRpcStatus()?.GetDetail<Google.Rpc.RetryInfo>());
        Assert.Equal(setting, Assert.Single(refused.GetRpcStatus()?.GetDetail<Google.Rpc.QuotaFailure>()?.Violations ?? []).Subject);
        await host.Client.SubmitAsync(Samples.Submit("two"), headers);

        grain.Happen(new Cancelled { AtMicros = 2, Actor = "test", Reason = Reason });
        Assert.True((await first).Settled);
        Assert.True((await waiting.AwaitVerdictAsync(Ask("one", seconds: 60), headers)).Settled);
    }

    [Fact]
    public async Task Rest_awaits_and_watches()
    {
        var grain = await SubmitAsync("rest-wait");
        using var http = silo.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", silo.Issuer.Good());
        var open = JsonNode.Parse(await http.GetStringAsync(new Uri("/v1/invoices/erp/rest-wait:await?wait=0.5s", UriKind.Relative), Token));
        Assert.False(open!["settled"]?.GetValue<bool>() ?? false);
        Assert.Equal("RECEIVED", open["record"]!["invoiceStatus"]!.GetValue<string>()["INVOICE_STATUS_".Length..]);
        grain.Happen(new Cancelled { AtMicros = 2, Actor = "test", Reason = Reason });
        var watched = await http.GetStringAsync(new Uri("/v1/invoices/erp/rest-wait:watch", UriKind.Relative), Token);
        Assert.Equal("INVOICE_STATUS_CANCELLED", JsonNode.Parse(Assert.Single(watched.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!["record"]!["invoiceStatus"]!.GetValue<string>());
    }

    private async Task<FakeInvoiceGrain> SubmitAsync(string id)
    {
        await silo.Client.SubmitAsync(Samples.Submit(id), silo.Good());
        return silo.Invoices.Grains[$"local/erp/{id}"];
    }

    private static Proto.AwaitVerdictRequest Ask(string id, int seconds) => new() { InvoiceId = $"invoices/erp/{id}", Wait = new Duration { Seconds = seconds } };

    private static Triaged Judged(VerdictKind kind) => new()
    {
        AtMicros = 2,
        Actor = InvoiceEvent.TriageActor,
        Cause = TriageCause.Received,
        Verdict = new Verdict { Kind = kind, GateVersion = "1", PolicySha256 = [1], JudgedAtMicros = 2 },
    };

    private static async Task<Proto.InvoiceRecord> NextRecordAsync(AsyncServerStreamingCall<Proto.WatchInvoiceResponse> watch)
    {
        while (await watch.ResponseStream.MoveNext(Token))
        {
            if (watch.ResponseStream.Current.Record is { } record)
            {
                return record;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>Those who wait have seen the invoice and wait for it to change.</summary>
    private static async Task LookedAtAsync(FakeInvoiceGrain grain, int times)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (grain.Looks < times)
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }
}
