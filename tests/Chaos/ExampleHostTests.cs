using Google.Protobuf;
using Triage.Protos.V1;
using Triage.TestKit;

namespace Triage.Chaos;

/// <summary>The hosts that others copy from: killed and cut off in the middle, they act on every invoice exactly once.</summary>
public sealed class ExampleHostTests : IDisposable
{
    private const int Cleared = 400;
    private const int Held = 40;
    private static readonly TimeSpan StepMax = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _data = new();
    private readonly TemporaryDirectory _state = new();
    private readonly string _policyFile;
    private readonly string _ledger;
    private readonly string _port = FreePorts.Take();

    public ExampleHostTests()
    {
        _policyFile = Path.Combine(_state.Path, "holds.policy.yaml");
        File.WriteAllText(_policyFile, HoldingPolicy.Text());
        _ledger = Path.Combine(_state.Path, "ledger.jsonl");
        File.WriteAllLines(_ledger, Enumerable.Range(0, Cleared + Held).Select(n => JsonFormatter.Default.Format(Bill(n, hasOrder: n >= Held))));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Posted => Path.Combine(_state.Path, "posted.jsonl");

    public void Dispose()
    {
        _data.Dispose();
        _state.Dispose();
    }

    [Fact]
    public async Task RequestReplyHost_killed_and_cut_off_posts_every_cleared_invoice_once()
    {
        using var first = await StartAsync();
        using (var host = Start("RequestReplyHost", first))
        {
            await DoneAtLeastAsync(Posted, Cleared / 10);
            await host.KillAsync();
        }

        Assert.True((await HostProcess.DoneAsync(Posted, Token)).Count < Cleared, "The host was done before it was killed.");
        using var again = Start("RequestReplyHost", first);
        await DoneAtLeastAsync(Posted, Cleared / 2);
        await first.KillAsync();
        using var second = await StartAsync();
        await DoneAtLeastAsync(Posted, Cleared);

        // What is held waits for people, in the host that saw the service die.
        var parked = await DecideAsync(second);
        await again.EndedAsync(Token).WaitAsync(StepMax, Token);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(parked, (await HostProcess.DoneAsync(Path.Combine(_state.Path, "parked.jsonl"), Token)).Order(StringComparer.Ordinal));
        await EveryClearedIsPostedOnceAsync(second, parked);
    }

    [Fact]
    public async Task SubscribingHost_killed_and_cut_off_acts_on_every_event_once()
    {
        using var first = await StartAsync();
        using (var host = Start("SubscribingHost", first))
        {
            await DoneAtLeastAsync(Posted, Cleared / 10);
            await host.KillAsync();
        }

        Assert.True((await HostProcess.DoneAsync(Posted, Token)).Count < Cleared, "The host was done before it was killed.");
        using (var host = Start("SubscribingHost", first))
        {
            await DoneAtLeastAsync(Posted, Cleared / 2);
            await first.KillAsync();
            using var second = await StartAsync();
            await DoneAtLeastAsync(Posted, Cleared);
            await host.KillAsync();
        }

        using var third = await StartAsync();
        using var last = Start("SubscribingHost", third);
        var parked = await DecideAsync(third);
        await DoneAtLeastAsync(Posted, Cleared + Held - parked.Count);
        var verdicts = await VerdictsAsync(third);
        await DoneAtLeastAsync(Path.Combine(_state.Path, "notices.jsonl"), verdicts.Count);
        await last.KillAsync();

        // One notice an event, in the feed's order.
        Assert.Equal(verdicts, await HostProcess.DoneAsync(Path.Combine(_state.Path, "notices.jsonl"), Token));
        await EveryClearedIsPostedOnceAsync(third, parked);
    }

    private Task<SiloUnderTest> StartAsync() => SiloUnderTest.StartAsync(_data.Path, Token, _policyFile, settings: ["--Edge:GrpcPort", _port]);

    private HostProcess Start(string name, SiloUnderTest silo) => HostProcess.Start(name, silo.Service, _ledger, _state.Path);

    /// <summary>Half of what is held gets its order, the other half is cancelled.</summary>
    /// <returns>The cancelled.</returns>
    private static async Task<IReadOnlyList<string>> DecideAsync(SiloUnderTest silo)
    {
        var cancelled = new List<string>();
        for (var n = 0; n < Held; n++)
        {
            if (n % 2 == 0)
            {
                Assert.Equal(VerdictKind.Clear, (await HoldCalls.ProvideAsync(silo, $"{n}"))?.Verdict.Kind);
                continue;
            }

            var cancel = new CancelRequest { InvoiceId = $"invoices/chaos/{n}", IdempotencyKey = $"cancel-{n}", Reason = "test" };
            await silo.Intake.CancelAsync(cancel, silo.Headers, cancellationToken: Token);
            cancelled.Add(cancel.InvoiceId);
        }

        return [.. cancelled.Order(StringComparer.Ordinal)];
    }

    /// <summary>In the ERP once, and reported once.</summary>
    private async Task EveryClearedIsPostedOnceAsync(SiloUnderTest silo, IReadOnlyList<string> parked)
    {
        var expected = Enumerable.Range(0, Cleared + Held).Select(n => $"invoices/chaos/{n}").Except(parked).Order(StringComparer.Ordinal);
        Assert.Equal(expected, (await HostProcess.DoneAsync(Posted, Token)).Order(StringComparer.Ordinal));
        var reports = (await EventsAsync(silo)).Where(happened => happened.Event.StatusReported?.Report.Posted is not null).ToArray();
        Assert.Equal(expected, reports.Select(happened => happened.InvoiceId).Order(StringComparer.Ordinal));
        Assert.All(reports, happened => Assert.Equal(InvoiceStatus.Posted, happened.Event.InvoiceStatus));
    }

    private static async Task<IReadOnlyList<string>> VerdictsAsync(SiloUnderTest silo) =>
        [.. (await EventsAsync(silo)).Where(happened => happened.Type == EventType.Triaged).Select(happened => happened.EventId)];

    private static async Task<List<FeedEvent>> EventsAsync(SiloUnderTest silo)
    {
        var events = new List<FeedEvent>();
        var request = new ListEventsRequest { PageSize = 1000 };
        ListEventsResponse page;
        do
        {
            page = await silo.Feed.ListEventsAsync(request, silo.Headers, cancellationToken: Token);
            events.AddRange(page.Events);
            request.Cursor = page.NextCursor;
        }
        while (page.More);
        return events;
    }

    private static async Task DoneAtLeastAsync(string file, int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bounded.CancelAfter(StepMax);
        while ((await HostProcess.DoneAsync(file, bounded.Token)).Count < count)
        {
            await timer.WaitForNextTickAsync(bounded.Token);
        }
    }

    private static Invoice Bill(int n, bool hasOrder) => new()
    {
        SourceSystem = "chaos",
        SourceInvoiceId = $"{n}",
        Kind = InvoiceKind.Invoice,
        Supplier = new Supplier { SupplierId = $"S-{n}" },
        SupplierInvoiceNumber = $"N-{n}",
        Currency = "GBP",
        TotalAmountMinor = 1000,
        PurchaseOrder = hasOrder ? $"PO-{n}" : "",
        Lines = { new InvoiceLine { LineId = "1", AmountMinor = 1000 } },
    };
}
