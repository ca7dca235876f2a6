using System.Text.Json;
using Triage.Cli.Feed;
using Triage.Client;
using Triage.Protos.V1;
using Triage.TestKit;
using Triage.Verify;

namespace Triage.Cli.Tests.Feed;

/// <summary>What an operator sees, against the real service.</summary>
public sealed class FeedWatchTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StringWriter _lines = new();
    private readonly StringWriter _notes = new();

    // InitializeAsync sets it before the test.
    private ServiceProcess _service = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string RecordFile => Path.Combine(_directory.Path, "record.jsonl");

    public async ValueTask InitializeAsync() => _service = await ServiceProcess.StartAsync(_directory.Path, [], Token);

    public ValueTask DisposeAsync()
    {
        _service.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Show_gives_what_there_is_where_to_go_on_and_a_record_that_verifies()
    {
        using var client = Connect();
        await SubmitAsync(client, 1, 40);
        var json = Path.Combine(_directory.Path, "events.jsonl");
        await WatchAsync(client, new SubscribeRequest(), json, watch => watch.ShowAsync(new SubscribeRequest(), Token));
        Assert.Equal(80, Lines.Length);
        Assert.Equal(Enumerable.Range(1, 80).Select(position => $"{position}"), Lines.Select(line => line.TrimStart().Split(' ')[0]));
        Assert.Equal(80, (await File.ReadAllLinesAsync(json, Token)).Select(line => FeedEvent.Parser.ParseJson(line).EventId).Distinct().Count());
        await VerifiesAsync(80);

        var next = _notes.ToString().Trim().Split(' ')[^1];
        await SubmitAsync(client, 41, 1);
        _lines.GetStringBuilder().Clear();
        await WatchAsync(client, new SubscribeRequest { Cursor = next }, null, watch => watch.ShowAsync(new SubscribeRequest { Cursor = next }, Token));
        Assert.Equal(2, Lines.Length);
        await VerifiesAsync(82);
    }

    [Fact]
    public async Task Follow_gives_what_is_asked_for_as_it_happens_until_it_is_stopped()
    {
        using var client = Connect();
        await SubmitAsync(client, 1, 5);
        var request = new SubscribeRequest { EventType = { EventType.Triaged } };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var watching = WatchAsync(client, request, "-", watch => watch.FollowAsync(request, stop.Token));
        await SubmitAsync(client, 6, 5);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Lines.Length < 10)
        {
            await timer.WaitForNextTickAsync(Token);
        }

        await stop.CancelAsync();
        await watching;
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"invoices/erp/{n}"), Lines.Select(line => FeedEvent.Parser.ParseJson(line).InvoiceId));
        var cursor = FeedEvent.Parser.ParseJson(Lines[^1]).Cursor;
        Assert.Contains("To go on from here: ./triage watch --from ", _notes.ToString(), StringComparison.Ordinal);
        Assert.Empty((await client.Feed.ListEventsAsync(new ListEventsRequest { Cursor = cursor }, cancellationToken: Token)).Events);
        await VerifiesAsync(10);
    }

    [Fact]
    public async Task Show_with_a_cursor_that_nobody_gave_says_so()
    {
        using var client = Connect();
        var refused = await Assert.ThrowsAsync<CliException>(() =>
            WatchAsync(client, new SubscribeRequest(), null, watch => watch.ShowAsync(new SubscribeRequest { Cursor = "nonsense" }, Token)));
        Assert.Equal("The service refused what was asked: cursor was not given by this feed.", refused.Message);
    }

    private string[] Lines => _lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task WatchAsync(TriageClient client, SubscribeRequest request, string? json, Func<FeedWatch, Task> run)
    {
        using var output = new EventOutput(json, TextWriter.Synchronized(_lines));
        await using var record = new FeedRecord(RecordFile, request, TimeProvider.System);
        await run(new FeedWatch(client, output, record, _notes));
    }

    private async Task VerifiesAsync(int delivered)
    {
        var result = (await StoreVerifier.VerifyAsync(_directory.Path, RecordFile, Token)).Single(result => result.Id == "I8");
        Assert.True(result.Status == InvariantStatus.Ok, string.Join("; ", result.Examples));
        Assert.Equal(delivered, (await File.ReadAllLinesAsync(RecordFile, Token)).Count(line => JsonSerializer.Deserialize<RunRecordLine>(line)?.Op == RunRecordLine.Deliver));
    }

    private TriageClient Connect() => TriageClient.Connect(new TriageClientOptions { Address = _service.Grpc, Token = _service.Token(["host"]) });

    private static async Task SubmitAsync(TriageClient client, int first, int count)
    {
        for (var n = first; n < first + count; n++)
        {
            var invoice = new Invoice
            {
                SourceSystem = "erp",
                SourceInvoiceId = $"{n}",
                Kind = InvoiceKind.Invoice,
                Supplier = new Supplier { SupplierId = "S1" },
                Currency = "GBP",
                Lines = { new InvoiceLine { LineId = "1", AmountMinor = 100 } },
            };
            await client.Intake.SubmitAsync(new SubmitRequest { IdempotencyKey = $"k{n}", Wait = Wait.Verdict, Invoice = invoice }, cancellationToken: Token);
        }
    }
}
