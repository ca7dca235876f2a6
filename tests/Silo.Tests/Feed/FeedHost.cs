using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Silo.Feed;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Feed;

/// <summary>The edge in memory over a real store, whose events a test writes as a grain would.</summary>
internal sealed class FeedHost : IAsyncDisposable
{
    private readonly SiloHost _host;

    private FeedHost(SiloHost host) => _host = host;

    public Proto.FeedService.FeedServiceClient Feed => new(_host.Channel);

    public HttpClient Http => _host.Server.CreateClient();

    public TestIssuer Issuer => _host.Issuer();

    public static async Task<FeedHost> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>(settings ?? []);
        all.TryAdd("Feed:HeartbeatInterval", "00:00:00.1");
        all.TryAdd("Feed:PollInterval", "00:00:00.05");
        return new FeedHost(await SiloHost.StartAsync(all, configure: services => services.AddFeedNudges()));
    }

    public Metadata Caller(string tenant = "local", string[]? facilities = null, string[]? roles = null) =>
        SiloFixture.Bearer(Issuer.Good(tenant, roles, facilities));

    /// <summary>Through the service's own log, as its grains write.</summary>
    public Task ReceiveAsync(string id, string? facility = "north", string source = "erp") =>
        AppendAsync(_host.Services.GetRequiredService<IInvoiceLog>(), id, facility, source);

    /// <summary>As another process writes: nobody here is told.</summary>
    public Task ReceiveElsewhereAsync(string id) => AppendAsync(_host.Store.Log, id, "north", "erp");

    public async Task HappenAsync(string id, InvoiceEvent happened, string source = "erp")
    {
        var key = InvoiceKey.Create("local", source, id);
        var events = await _host.Store.Log.ReadAsync(key, TestContext.Current.CancellationToken);
        var state = InvoiceState.Fold(events.Select(stored => stored.Event))!; // it was received
        var result = await _host.Store.Log.AppendAsync(
            new InvoiceAppend { Key = key, ExpectedSeq = state.Seq, Events = [EventCodec.Encode(happened)], After = InvoiceState.Apply(state, happened) },
            TestContext.Current.CancellationToken);
        Assert.Equal(AppendOutcome.Committed, result.Outcome);
    }

    public void Tamper(string sql) => _host.Store.Execute(sql);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public static async Task AppendAsync(IInvoiceLog log, string id, string? facility, string source)
    {
        var invoice = TestKit.Samples.Invoice(id, $"N-{id}") with { Facility = facility, SourceSystem = source };
        var hash = InvoiceCodec.HashOf(invoice);
        var request = new RequestKey("Submit", $"{source}-{id}");
        var received = new Received { AtMicros = 1_000_000, Actor = "test", Request = request, Invoice = invoice, PayloadSha256 = hash };
        var result = await log.AppendAsync(
            new InvoiceAppend
            {
                Key = InvoiceKey.Create("local", source, id),
                ExpectedSeq = 0,
                Events = [EventCodec.Encode(received)],
                After = InvoiceState.Apply(null, received),
                Claim = new IdempotencyClaim(request, hash, 1),
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(AppendOutcome.Committed, result.Outcome);
    }
}
