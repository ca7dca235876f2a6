using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.TestKit;

namespace Triage.Storage.Tests;

/// <summary>What the feed of every store must do. Each backend runs the whole of it.</summary>
public abstract class FeedIndexContract
{
    private const int All = int.MaxValue;

    protected abstract ITestStore Store { get; }

    private IInvoiceLog Log => Store.Log;

    private IFeedIndex Feed => Store.Feed;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Head_of_an_empty_store_is_the_beginning_and_nothing_follows()
    {
        Assert.Equal(new FeedHead(1, 0), await Feed.HeadAsync("local", Token));
        Assert.Empty(await Feed.ReadAsync("local", 0, 10, All, Token));
        Assert.Empty(await Feed.ReadAsync("local", 5, 10, All, Token));
    }

    [Fact]
    public async Task Head_of_a_store_that_was_restored_has_another_epoch()
    {
        await AppendAsync(Samples.Invoice("a"), "k");
        Store.Execute("UPDATE store SET epoch = epoch + 1");
        Assert.Equal(new FeedHead(2, 1), await Feed.HeadAsync("local", Token));
    }

    [Fact]
    public async Task Read_gives_each_event_as_it_was_written_with_whose_it_is()
    {
        var invoice = Samples.Invoice("a") with { ServiceLine = "surgery" };
        var received = await AppendAsync(invoice, "k");
        await AppendAsync(invoice with { SourceInvoiceId = "b", Facility = null, ServiceLine = null }, "l");
        var happened = EventCodec.Encode(new RetriageRequested { AtMicros = 7, Actor = "test", Reason = "look again" });
        var state = InvoiceState.Apply(null, (Received)EventCodec.Decode(received.Type, received.AtMicros, received.Payload, received.Sensitive));
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(
            new InvoiceAppend { Key = KeyOf(invoice), ExpectedSeq = 1, Events = [happened], After = InvoiceState.Apply(state, EventCodec.Decode(happened.Type, happened.AtMicros, happened.Payload, happened.Sensitive)) }, Token)).Outcome);

        var rows = await Feed.ReadAsync("local", 0, 10, All, Token);
        Assert.Equal([(1L, "erp/a", 1L), (2L, "erp/b", 1L), (3L, "erp/a", 2L)], rows.Select(row => (row.Position, row.Key.Path, row.Seq)));
        Assert.Equal(("erp", "north", "surgery"), (rows[0].SourceSystem, rows[0].Facility, rows[0].ServiceLine));
        Assert.Equal(("erp", null, null), (rows[1].SourceSystem, rows[1].Facility, rows[1].ServiceLine));
        Assert.Equal("north", rows[2].Facility);
        Same(received, rows[0].Event);
        Same(happened, rows[2].Event);
        Assert.Equal(FeedEventId.Of("local", "erp/a", 1, received), FeedEventId.Of(rows[0]));
        Assert.Equal(new FeedHead(1, 3), await Feed.HeadAsync("local", Token));
    }

    [Fact]
    public async Task Read_many_written_at_once_pages_of_any_size_give_all_in_order_without_a_gap()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => AppendAsync(Samples.Invoice($"i{n}", $"N-{n}"), $"k{n}")));
        foreach (var size in new[] { 1, 7, 300, 1000 })
        {
            var positions = new List<long>();
            while (await Feed.ReadAsync("local", positions.Count, size, All, Token) is { IsEmpty: false } page)
            {
                Assert.True(page.Length <= size);
                positions.AddRange(page.Select(row => row.Position));
            }

            Assert.Equal(Enumerable.Range(1, 300).Select(position => (long)position), positions);
        }
    }

    [Fact]
    public async Task Read_stops_when_the_bytes_are_used_up_and_gives_one_always()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(n => AppendAsync(Samples.Invoice($"i{n}", $"N-{n}"), $"k{n}")));
        var bytes = (await Feed.ReadAsync("local", 0, 10, All, Token)).Take(2).Sum(row => row.Bytes);
        Assert.Single(await Feed.ReadAsync("local", 0, 10, 1, Token));
        Assert.Equal(2, (await Feed.ReadAsync("local", 0, 10, bytes, Token)).Length);
        Assert.Equal(3, (await Feed.ReadAsync("local", 0, 10, bytes + 1, Token)).Length);
    }

    [Fact]
    public async Task Read_while_it_is_written_never_sees_a_gap()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var n = 0; n < 60; n++)
            {
                await AppendAsync(Samples.Invoice($"w{writer}-{n}", $"N-{writer}-{n}"), $"k{writer}-{n}");
            }
        }));
        var last = 0L;
        while (last < 8 * 60)
        {
            foreach (var row in await Feed.ReadAsync("local", last, 50, All, Token))
            {
                Assert.Equal(++last, row.Position);
            }

            // What was read is at or before the head: a head never lags behind what is visible.
            Assert.True((await Feed.HeadAsync("local", Token)).Position >= last);
        }

        await writing;
    }

    private static void Same(EncodedEvent expected, EncodedEvent actual)
    {
        Assert.Equal((expected.Type, expected.AtMicros), (actual.Type, actual.AtMicros));
        Assert.Equal(expected.Payload, actual.Payload);
        Assert.Equal(expected.Sensitive, actual.Sensitive);
    }

    private async Task<EncodedEvent> AppendAsync(Invoice invoice, string key)
    {
        var hash = InvoiceCodec.HashOf(invoice);
        var received = new Received { AtMicros = 1, Actor = "test", Request = new RequestKey("Submit", key), Invoice = invoice, PayloadSha256 = hash };
        var encoded = EventCodec.Encode(received);
        var result = await Log.AppendAsync(
            new InvoiceAppend
            {
                Key = KeyOf(invoice),
                ExpectedSeq = 0,
                Events = [encoded],
                After = InvoiceState.Apply(null, received),
                Claim = new IdempotencyClaim(new RequestKey("Submit", key), hash, 1),
            },
            Token);
        Assert.Equal(AppendOutcome.Committed, result.Outcome);
        Assert.Equal(InvoiceEventType.Received, encoded.Type);
        return encoded;
    }

    private static InvoiceKey KeyOf(Invoice invoice) => InvoiceKey.Create("local", invoice.SourceSystem, invoice.SourceInvoiceId);
}
