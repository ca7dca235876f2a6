using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Grains.Invoices;
using Triage.Silo.Edge;
using Triage.Silo.Limits;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Limits;

/// <summary>Each limit of a tenant: reached by one, it is named with the time to come back, nothing was accepted, and the other tenant does not feel it.</summary>
public sealed class TenantLimitTests
{
    [Fact]
    public async Task Submit_one_tenant_has_too_many_calls_in_progress_and_another_does_not_feel_it()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:UnaryInFlightMax"] = "1" });
        using var slow = new SlowInvoice(host);
        var first = Task.Run(async () => await host.Client.SubmitAsync(Samples.Submit(SlowInvoice.Id), Of(host, "a")), TestContext.Current.CancellationToken);
        await slow.IsIn;
        var refused = await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("two"), Of(host, "a")), StatusCode.ResourceExhausted);
        AssertNamed("Limits:UnaryInFlightMax", refused);
        Assert.DoesNotContain("a/erp/two", host.Invoices.Grains.Keys);
        await host.Client.SubmitAsync(Samples.Submit("two"), Of(host, "b"));
        slow.Leave();
        await Assert.ThrowsAsync<RpcException>(() => first);
        await host.Client.SubmitAsync(Samples.Submit("two"), Of(host, "a"));
    }

    [Fact]
    public async Task SubmitStream_one_tenant_has_too_many_streams_and_another_does_not_feel_it()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:StreamsMax"] = "1" });
        using var first = await OpenAsync(host, "a");
        using var second = host.Client.SubmitStream(Of(host, "a"));
        AssertNamed("Limits:StreamsMax", await Assert.ThrowsAsync<RpcException>(() => second.ResponseStream.MoveNext(default)));
        using var other = await OpenAsync(host, "b");
        await first.RequestStream.CompleteAsync();
        Assert.False(await first.ResponseStream.MoveNext(default));
        using var third = await OpenAsync(host, "a");
    }

    [Fact]
    public async Task Submit_too_fast_is_refused_until_the_time_that_the_refusal_names()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:InvoicesPerSecond"] = "2", ["Limits:InvoicesBurstMax"] = "3" });
        var headers = Of(host, "a");
        for (var i = 1; i <= 3; i++)
        {
            await host.Client.SubmitAsync(Samples.Submit($"fast-{i}"), headers);
        }

        var refused = await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("fast-4"), headers), StatusCode.ResourceExhausted);
        AssertNamed("Limits:InvoicesPerSecond", refused);
        Assert.DoesNotContain("a/erp/fast-4", host.Invoices.Grains.Keys);
        await host.Client.GetInvoiceAsync(new() { InvoiceId = "invoices/erp/fast-1" }, headers);
        await host.Client.SubmitAsync(Samples.Submit("fast-4"), Of(host, "b"));

        var delay = DelayOf(refused);
        Assert.InRange(delay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(512));
        await Task.Delay(delay, TestContext.Current.CancellationToken);
        await host.Client.SubmitAsync(Samples.Submit("fast-4"), headers);
    }

    [Fact]
    public async Task Submit_a_tenant_with_limits_of_its_own_has_those_and_others_have_the_rest()
    {
        await using var host = await SiloHost.StartAsync(new()
        {
            ["Limits:Tenants:0:Tenant"] = "small",
            ["Limits:Tenants:0:InvoicesPerSecond"] = "1",
            ["Limits:Tenants:0:InvoicesBurstMax"] = "2",
            ["Limits:Tenants:0:LinesMax"] = "1",
            ["Limits:Tenants:0:MessageBytesMax"] = "2000",
        });
        var twoLines = Samples.Submit("two-lines");
        twoLines.Invoice.Lines.Add(new Proto.InvoiceLine { LineId = "2", AmountMinor = 1 });
        var large = Samples.Submit("large");
        large.Invoice.Lines[0].Text = new string('t', 900);
        large.Invoice.Supplier.Name = new string('n', 990);
        large.IdempotencyKey = new string('k', 200);
        await host.Client.SubmitAsync(twoLines, Of(host, "big"));
        await host.Client.SubmitAsync(large, Of(host, "big"));

        foreach (var (request, limit) in new[] { (twoLines, "Limits:LinesMax"), (large, "Limits:MessageBytesMax") })
        {
            var refused = await Samples.RefusedAsync(host.Client.SubmitAsync(request, Of(host, "small")), StatusCode.ResourceExhausted);
            AssertNamed(limit, refused, mayComeBack: false);
        }

        // Both took a token: what is offered counts, not what is accepted.
        AssertNamed("Limits:InvoicesPerSecond", await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("third"), Of(host, "small")), StatusCode.ResourceExhausted));
        Assert.DoesNotContain(host.Invoices.Grains.Keys, key => key.StartsWith("small/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SubmitStream_too_fast_is_read_slower_and_refuses_nothing()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:InvoicesPerSecond"] = "50", ["Limits:InvoicesBurstMax"] = "5" });
        var began = TimeProvider.System.GetTimestamp();
        var answers = await SendAsync(host, 30);
        Assert.All(answers, answer => Assert.NotNull(answer.Accepted));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(0.45), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task SubmitStream_too_many_wait_for_the_rate_and_one_more_is_refused_as_the_call_would_be()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:InvoicesPerSecond"] = "20", ["Limits:InvoicesBurstMax"] = "5", ["Limits:InvoicesWaitingMax"] = "3" });
        var answers = await SendAsync(host, 60);
        var refused = answers.Where(answer => answer.Refused is not null).ToArray();
        Assert.NotEmpty(refused);
        Assert.InRange(answers.Length - refused.Length, 8, 59);
        Assert.All(refused, answer =>
        {
            Assert.Equal((int)StatusCode.ResourceExhausted, answer.Refused.Code);
            Assert.Equal("Limits:InvoicesPerSecond", Assert.Single(answer.Refused.GetDetail<QuotaFailure>()!.Violations).Subject);
            Assert.True(answer.Refused.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan() > TimeSpan.Zero);
            Assert.DoesNotContain($"a/erp/item-{answer.Ordinal}", host.Invoices.Grains.Keys);
        });
    }

    [Fact]
    public async Task SubmitStream_items_have_the_tenants_sizes()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:LinesMax"] = "1", ["Limits:MessageBytesMax"] = "1024" });
        using var call = host.Client.SubmitStream(Of(host, "a"));
        var lines = Samples.Submit("lines");
        lines.Invoice.Lines.Add(new Proto.InvoiceLine { LineId = "2", AmountMinor = 1 });
        var large = Samples.Submit("large");
        large.Invoice.Lines[0].Text = new string('t', 1000);
        await call.RequestStream.WriteAsync(new() { Ordinal = 1, Submit = lines }, TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(new() { Ordinal = 2, Submit = large }, TestContext.Current.CancellationToken);
        await call.RequestStream.CompleteAsync();
        var answers = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).ToDictionaryAsync(answer => answer.Ordinal);
        Assert.Equal("Limits:LinesMax", answers[1].Refused.GetDetail<QuotaFailure>()?.Violations[0].Subject);
        Assert.Equal("Limits:MessageBytesMax", answers[2].Refused.GetDetail<QuotaFailure>()?.Violations[0].Subject);
    }

    [Fact]
    public async Task Rest_too_fast_is_429_with_Retry_After_and_too_large_is_413_without()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:InvoicesPerSecond"] = "1", ["Limits:InvoicesBurstMax"] = "1", ["Limits:MessageBytesMax"] = "1024" });
        using var http = host.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", host.Issuer().Good("a"));
        using var accepted = await PostAsync("{}");
        Assert.Equal(HttpStatusCode.BadRequest, accepted.StatusCode);
        using var tooFast = await PostAsync("{}");
        Assert.Equal((HttpStatusCode)429, tooFast.StatusCode);

        // Whole seconds, rounded up: on a fast machine a hair more than one is left.
        Assert.InRange(tooFast.Headers.RetryAfter?.Delta ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        var body = await tooFast.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"Limits:InvoicesPerSecond\"", body, StringComparison.Ordinal);
        Assert.Contains("google.rpc.RetryInfo", body, StringComparison.Ordinal);

        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        using var tooLarge = await PostAsync(new string(' ', 1025));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Null(tooLarge.Headers.RetryAfter);

        async Task<HttpResponseMessage> PostAsync(string json)
        {
            using var content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
            return await http.PostAsync(new Uri("/v1/invoices", UriKind.Relative), content, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Metrics_count_refusals_by_kind_and_name_no_tenant()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Limits:InvoicesPerSecond"] = "1", ["Limits:InvoicesBurstMax"] = "1" });
        await host.Client.SubmitAsync(Samples.Submit("one"), Of(host, "hospital-of-secrets"));
        await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("two"), Of(host, "hospital-of-secrets")), StatusCode.ResourceExhausted);
        using var http = host.Server.CreateClient();
        var page = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("triage_edge_refused{kind=\"Rate\"}", page, StringComparison.Ordinal);
        Assert.Matches("""triage_edge_call_seconds_count\{[^}]*code="ResourceExhausted"[^}]*\} [1-9]""", page);
        Assert.DoesNotContain("hospital-of-secrets", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_limits_that_cannot_hold_are_refused_with_the_harm()
    {
        var options = new LimitsOptions
        {
            MessageBytesMax = 8 * 1024 * 1024,
            Tenants = { new() { InvoicesPerSecond = 1000, InvoicesBurstMax = 5 }, new() { Tenant = "a" }, new() { Tenant = "a", LinesMax = 0 } },
        };
        var failures = new LimitsOptionsValidator(Options.Create(new EdgeOptions())).Validate(null, options).FailureMessage ?? "";
        Assert.Contains("Limits:MessageBytesMax (8388608) is above Edge:ReceiveBytesMax (4194304)", failures, StringComparison.Ordinal);
        Assert.Contains("Limits:Tenants:0:Tenant is missing", failures, StringComparison.Ordinal);
        Assert.Contains("Limits:Tenants:0:InvoicesBurstMax (5)", failures, StringComparison.Ordinal);
        Assert.Contains("Limits:Tenants:2:Tenant names a tenant that an earlier entry names", failures, StringComparison.Ordinal);
        Assert.Contains("LinesMax must be between 1 and 10000", failures, StringComparison.Ordinal);
        Assert.True(new LimitsOptionsValidator(Options.Create(new EdgeOptions())).Validate(null, new()).Succeeded);
    }

    private static Metadata Of(SiloHost host, string tenant) => SiloFixture.Bearer(host.Issuer().Good(tenant));

    private static async Task<AsyncDuplexStreamingCall<Proto.SubmitStreamRequest, Proto.SubmitStreamResponse>> OpenAsync(SiloHost host, string tenant)
    {
        var call = host.Client.SubmitStream(Of(host, tenant));
        await call.RequestStream.WriteAsync(new() { Ordinal = 1, Submit = Samples.Submit("open") });
        Assert.True(await call.ResponseStream.MoveNext(default));
        return call;
    }

    private static async Task<Proto.SubmitStreamResponse[]> SendAsync(SiloHost host, int count)
    {
        using var call = host.Client.SubmitStream(Of(host, "a"));
        for (var i = 1; i <= count; i++)
        {
            await call.RequestStream.WriteAsync(new() { Ordinal = i, Submit = Samples.Submit($"item-{i}") }, TestContext.Current.CancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        var answers = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).ToArrayAsync();
        Assert.Equal(count, answers.Length);
        return answers;
    }

    private static TimeSpan DelayOf(RpcException refused) => refused.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan() ?? TimeSpan.Zero;

    private static void AssertNamed(string limit, RpcException refused, bool mayComeBack = true)
    {
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Equal(limit, Assert.Single(refused.GetRpcStatus()?.GetDetail<QuotaFailure>()?.Violations ?? []).Subject);
        Assert.True(mayComeBack == DelayOf(refused) > TimeSpan.Zero, string.Create(CultureInfo.InvariantCulture, $"{limit}: {DelayOf(refused)}"));
    }

    /// <summary>A submission that stays in its grain until it is let go.</summary>
    private sealed class SlowInvoice : IDisposable
    {
        public const string Id = "slow";

        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _leave = new();

        public SlowInvoice(SiloHost host) => host.Invoices.Scripts[Id] = () =>
        {
            _entered.TrySetResult();
            _leave.Wait(TestContext.Current.CancellationToken);
            return new InvoiceResult(InvoiceOutcome.InvoiceExists);
        };

        public Task IsIn => _entered.Task;

        public void Leave() => _leave.Set();

        public void Dispose()
        {
            _leave.Set();
            _leave.Dispose();
        }
    }
}
