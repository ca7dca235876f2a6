using Grpc.Core;
using Triage.Client;
using Triage.Protos.V1;
using Triage.TestKit;

namespace Triage.Chaos;

/// <summary>What leaves by the feed and what a wait answers, against what the service says of each invoice.</summary>
public sealed class FeedContentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _policyFile;

    public FeedContentTests()
    {
        _policyFile = Path.Combine(_directory.Path, "holds.policy.yaml");
        File.WriteAllText(_policyFile, HoldingPolicy.Text());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Subscribe_gives_of_every_invoice_its_whole_history_and_nothing_else()
    {
        using var silo = await SiloUnderTest.StartAsync(_directory.Path, Token, _policyFile);
        var ids = Enumerable.Range(0, 12).Select(n => $"h{n}").ToArray();
        await Task.WhenAll(ids.Select(async (id, n) =>
        {
            var held = await HoldCalls.SubmitAsync(silo, id);
            if (n % 4 == 0)
            {
                await HoldCalls.ProvideAsync(silo, id);
                await silo.Intake.RetriageAsync(new RetriageRequest { InvoiceId = held.InvoiceId, IdempotencyKey = $"again-{id}", Reason = "test" }, silo.Headers, cancellationToken: Token);
                await silo.Lifecycle.ReportAsync(Report(held.InvoiceId, new StatusReport { EventId = $"{id}-early", Scheduled = new() { PaymentDate = "2026-01-31" } }), silo.Headers, cancellationToken: Token);
                await silo.Lifecycle.ReportAsync(Report(held.InvoiceId, new StatusReport { EventId = id, Posted = new() { DocumentNumber = id } }), silo.Headers, cancellationToken: Token);
            }
            else if (n % 4 == 1)
            {
                await silo.Intake.CancelAsync(new CancelRequest { InvoiceId = held.InvoiceId, IdempotencyKey = $"cancel-{id}", Reason = "test" }, silo.Headers, cancellationToken: Token);
            }
            else if (n % 4 == 2)
            {
                await silo.Intake.AmendAsync(Amend(held.InvoiceId, $"{id}-corrected"), silo.Headers, cancellationToken: Token);
            }
        }));

        var events = await AllEventsAsync(silo);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(position => (long)position), events.Select(happened => happened.Event.Position));
        Assert.Equal(Enum.GetValues<EventType>().Where(type => type != EventType.Unspecified), events.Select(happened => happened.Type).Distinct().Order());
        Assert.Equal(15, events.Select(happened => happened.InvoiceId).Distinct().Count());
        foreach (var invoice in events.GroupBy(happened => happened.InvoiceId))
        {
            Assert.Equal(
                (await silo.Intake.GetHistoryAsync(new GetHistoryRequest { InvoiceId = invoice.Key }, silo.Headers, cancellationToken: Token)).Events,
                invoice.Select(happened => happened.Event));
        }
    }

    [Fact]
    public async Task AwaitSettled_outlives_kills_of_the_service_and_sees_what_was_decided_after_them()
    {
        var port = FreePorts.Take();
        string[] onPort = ["--Edge:GrpcPort", port];
        Task<InvoiceRecord>[] waits;
        TriageClient? client = null;
        using (var silo = await SiloUnderTest.StartAsync(_directory.Path, Token, _policyFile, settings: onPort))
        {
            client = TriageClient.Connect(new TriageClientOptions { Address = silo.Service.Grpc, Token = silo.Service.Token(["host"]) });
            var held = await HoldCalls.SubmitAsync(silo, "waits");
            Assert.Equal(VerdictKind.Hold, held.Verdict.Kind);
            waits = [.. Enumerable.Range(0, 20).Select(_ => client.AwaitSettledAsync(held.InvoiceId, Token))];
            using var watch = silo.Waiting.WatchInvoice(new WatchInvoiceRequest { InvoiceId = held.InvoiceId }, silo.Headers, cancellationToken: Token);
            Assert.True(await watch.ResponseStream.MoveNext(Token));
            await silo.KillAsync();
            await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (await watch.ResponseStream.MoveNext(Token))
                {
                }
            });
        }

        using (client)
        using (var silo = await SiloUnderTest.StartAsync(_directory.Path, Token, _policyFile, settings: onPort))
        {
            Assert.All(waits, wait => Assert.False(wait.IsCompleted));
            Assert.Equal(VerdictKind.Clear, (await HoldCalls.ProvideAsync(silo, "waits"))?.Verdict.Kind);
            Assert.All(await Task.WhenAll(waits).WaitAsync(TimeSpan.FromMinutes(1), Token), record => Assert.Equal(InvoiceStatus.Cleared, record.InvoiceStatus));
        }
    }

    private static async Task<List<FeedEvent>> AllEventsAsync(SiloUnderTest silo)
    {
        var events = new List<FeedEvent>();
        using var call = silo.Feed.Subscribe(new SubscribeRequest(), silo.Headers, cancellationToken: Token);
        while (await call.ResponseStream.MoveNext(Token))
        {
            if (call.ResponseStream.Current.Event is { } happened)
            {
                events.Add(happened);
            }
            else if (call.ResponseStream.Current.Heartbeat is { Position: > 0 } beat && beat.Position == beat.HeadPosition)
            {
                return events;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static ReportRequest Report(string invoiceId, StatusReport report)
    {
        report.Source = "sap";
        report.OccurredAt = new() { Seconds = 1_767_225_600 };
        return new() { InvoiceId = invoiceId, Report = report };
    }

    private static AmendRequest Amend(string old, string id) => new()
    {
        InvoiceId = old,
        IdempotencyKey = $"amend-{id}",
        Wait = Wait.Verdict,
        Invoice = HoldCalls.Invoice(id),
    };
}
