using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.TestKit;

namespace Triage.Storage.Tests;

/// <summary>What every store must do. Each backend runs the whole of it.</summary>
public abstract class InvoiceLogContract
{
    protected abstract IInvoiceLog Log { get; }

    protected abstract ITwinIndex Twins { get; }

    [Fact]
    public async Task Append_committed_history_is_read_back()
    {
        var append = Received("a", "k1");
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(append, TestContext.Current.CancellationToken)).Outcome);
        var events = await Log.ReadAsync(append.Key, TestContext.Current.CancellationToken);
        var received = Assert.IsType<Received>(Assert.Single(events).Event);
        Assert.Equal("PA-77", received.Invoice.PatientAccountRef);
        Assert.Equal(received.PayloadSha256, InvoiceCodec.HashOf(received.Invoice));
    }

    [Fact]
    public async Task Append_expected_length_differs_is_stale_and_writes_nothing()
    {
        await Log.AppendAsync(Received("a", "k1"), TestContext.Current.CancellationToken);
        var stale = await Log.AppendAsync(Received("a", "k2"), TestContext.Current.CancellationToken);
        Assert.Equal(AppendOutcome.Stale, stale.Outcome);
        Assert.Null(await Log.FindRequestAsync("local", new RequestKey("Submit", "k2"), TestContext.Current.CancellationToken));
        Assert.Single(await Log.ReadAsync(Key("a"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Append_key_of_another_is_refused_with_its_record()
    {
        await Log.AppendAsync(Received("a", "k1"), TestContext.Current.CancellationToken);
        var refused = await Log.AppendAsync(Received("b", "k1"), TestContext.Current.CancellationToken);
        Assert.Equal(AppendOutcome.KeyTaken, refused.Outcome);
        Assert.Equal("erp/a", refused.Taken?.InvoicePath);
        Assert.Empty(await Log.ReadAsync(Key("b"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Append_many_at_once_one_writer_wins_each_event_and_positions_have_no_gap()
    {
        var appends = Enumerable.Range(0, 400).Select(n => Log.AppendAsync(Received($"i{n / 4}", $"k{n}"), TestContext.Current.CancellationToken)).ToArray();
        var results = await Task.WhenAll(appends);
        Assert.Equal(100, results.Count(r => r.Outcome == AppendOutcome.Committed));
        Assert.Equal(300, results.Count(r => r.Outcome == AppendOutcome.Stale));
        var positions = new List<long>();
        for (var n = 0; n < 100; n++)
        {
            positions.Add(Assert.Single(await Log.ReadAsync(Key($"i{n}"), TestContext.Current.CancellationToken)).Position);
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(p => (long)p), positions.Order());
    }

    [Fact]
    public async Task Append_that_violates_another_constraint_fails_alone_and_writes_nothing()
    {
        var appends = Enumerable.Range(0, 300).Select(n => Received($"b{n}", $"b{n}") is var good && n % 100 == 50
            ? good with { After = good.After with { Waiting = new Waiting((WaitingKind)9, 1) } }
            : good).ToArray();
        var tasks = appends.Select(append => Log.AppendAsync(append, TestContext.Current.CancellationToken)).ToArray();
        await Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default);
        for (var n = 0; n < tasks.Length; n++)
        {
            var events = await Log.ReadAsync(appends[n].Key, TestContext.Current.CancellationToken);
            Assert.Equal(n % 100 == 50, tasks[n].IsFaulted);
            Assert.Equal(tasks[n].IsFaulted ? 0 : 1, events.Length);
            Assert.Equal(tasks[n].IsFaulted, await Log.FindRequestAsync("local", new RequestKey("Submit", $"b{n}"), TestContext.Current.CancellationToken) is null);
        }
    }

    [Fact]
    public async Task Find_twin_is_seen_after_its_commit_and_the_cap_is_counted()
    {
        for (var n = 0; n < 8; n++)
        {
            await Log.AppendAsync(Received($"t{n}", $"t{n}"), TestContext.Current.CancellationToken);
        }

        var keys = BlockingKeys.ToLookUp(Samples.Invoice("t0"));
        var all = await Twins.FindAsync(Key("t0"), keys, 50, TestContext.Current.CancellationToken);
        Assert.Equal(7, all.Items.Length);
        Assert.Equal(0, all.KeysOverflowed);
        var capped = await Twins.FindAsync(Key("t0"), keys, 3, TestContext.Current.CancellationToken);
        Assert.True(capped.KeysOverflowed > 0);
        Assert.Equal(keys.Count(key => key.IsOfNumber), capped.NumberKeysOverflowed);
        BlockingKey[] ofAmount = [.. keys.Where(key => key.Kind == BlockingKeyKind.SupplierAmount)];
        var others = await Twins.FindAsync(Key("t0"), ofAmount, 3, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (others.KeysOverflowed, others.NumberKeysOverflowed));
    }

    protected static InvoiceKey Key(string id) => InvoiceKey.Create("local", "erp", id);

    protected static InvoiceAppend Received(string id, string key)
    {
        var invoice = Samples.Invoice(id);
        var hash = InvoiceCodec.HashOf(invoice);
        var received = new Received { AtMicros = 1, Actor = "test", Request = new RequestKey("Submit", key), Invoice = invoice, PayloadSha256 = hash };
        return new InvoiceAppend
        {
            Key = Key(id),
            ExpectedSeq = 0,
            Events = [EventCodec.Encode(received)],
            After = InvoiceState.Apply(null, received),
            Claim = new IdempotencyClaim(new RequestKey("Submit", key), hash, null),
            Fingerprints = BlockingKeys.ToStore(invoice),
        };
    }
}
