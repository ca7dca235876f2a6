using System.Collections.Immutable;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Storage.Scan;
using Triage.TestKit;

namespace Triage.Storage.Tests;

/// <summary>What every store must do. Each backend runs the whole of it.</summary>
public abstract class InvoiceLogContract
{
    protected abstract ITestStore Store { get; }

    protected abstract IStoreScan OpenScan();

    protected IInvoiceLog Log => Store.Log;

    private ITwinIndex Twins => Store.Twins;

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
        var all = await Twins.FindAsync(Key("t0"), keys, 50, isChecked: false, TestContext.Current.CancellationToken);
        Assert.Equal(7, all.Items.Length);
        Assert.Equal(0, all.KeysOverflowed);
        var capped = await Twins.FindAsync(Key("t0"), keys, 3, isChecked: false, TestContext.Current.CancellationToken);
        Assert.True(capped.KeysOverflowed > 0);
        Assert.Equal(keys.Count(key => key.IsOfNumber), capped.NumberKeysOverflowed);
        BlockingKey[] ofAmount = [.. keys.Where(key => key.Kind == BlockingKeyKind.SupplierAmount)];
        var others = await Twins.FindAsync(Key("t0"), ofAmount, 3, isChecked: false, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (others.KeysOverflowed, others.NumberKeysOverflowed));
    }

    [Fact]
    public async Task Append_that_saw_fewer_twins_than_there_are_is_refused_and_writes_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        var early = await SeenAsync("s2");
        await Log.AppendAsync(Received("s1", "s1"), token);
        var late = Received("s2", "s2") with { JudgedBy = early };
        Assert.Equal(AppendOutcome.Overtaken, (await Log.AppendAsync(late, token)).Outcome);
        Assert.Null(await Log.FindRequestAsync("local", new RequestKey("Submit", "s2"), token));
        Assert.Empty(await Log.ReadAsync(Key("s2"), token));
        Assert.Single(await Store.Index.ListAsync(new InvoiceQuery { Tenant = "local", CountMax = 10 }, token));

        // Looked up again it fits; and a place in the feed was not used up.
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(late with { JudgedBy = await SeenAsync("s2") }, token)).Outcome);
        Assert.Equal(2, Assert.Single(await Log.ReadAsync(Key("s2"), token)).Position);
    }

    [Fact]
    public async Task Append_that_saw_too_little_is_refused_for_its_key_and_its_length_first()
    {
        var token = TestContext.Current.CancellationToken;
        var early = await SeenAsync("p");
        await Log.AppendAsync(Received("p", "p"), token);
        await Log.AppendAsync(Received("q", "q"), token);
        Assert.Equal(AppendOutcome.KeyTaken, (await Log.AppendAsync(Received("p", "p") with { JudgedBy = early }, token)).Outcome);
        Assert.Equal(AppendOutcome.Stale, (await Log.AppendAsync(Received("p", "p2") with { JudgedBy = early }, token)).Outcome);
        Assert.Null(await Log.FindRequestAsync("local", new RequestKey("Submit", "p2"), token));
    }

    [Fact]
    public async Task Append_twins_at_once_that_saw_none_exactly_one_is_written()
    {
        var token = TestContext.Current.CancellationToken;
        var early = await SeenAsync("none");
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Log.AppendAsync(Received($"w{n}", $"w{n}") with { JudgedBy = early }, token)));
        Assert.Equal(1, results.Count(result => result.Outcome == AppendOutcome.Committed));
        Assert.Equal(299, results.Count(result => result.Outcome == AppendOutcome.Overtaken));
        Assert.Single(await Store.Index.ListAsync(new InvoiceQuery { Tenant = "local", CountMax = 10 }, token));
    }

    [Fact]
    public async Task Append_that_saw_a_cancelled_twin_fits_and_it_is_no_candidate()
    {
        var token = TestContext.Current.CancellationToken;
        var gone = Received("g1", "g1");
        await Log.AppendAsync(gone, token);
        var cancelled = new Cancelled { AtMicros = 2, Actor = "host", Request = new RequestKey("Cancel", "g1"), Reason = "sent twice" };
        var judged = Triaged(gone.After, VerdictKind.Review);
        await Log.AppendAsync(judged, token);
        await Log.AppendAsync(
            new InvoiceAppend { Key = Key("g1"), ExpectedSeq = 2, Events = [EventCodec.Encode(cancelled)], After = InvoiceState.Apply(judged.After, cancelled) }, token);
        var found = await Twins.FindAsync(Key("g2"), BlockingKeys.ToLookUp(Samples.Invoice("g2")), 50, isChecked: false, token);
        Assert.Empty(found.Items);
        Assert.Contains(found.Counts!.Value, seen => seen.Count == 1);
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(Received("g2", "g2") with { JudgedBy = new JudgedBy(found.Counts.Value, 0) }, token)).Outcome);
    }

    [Fact]
    public async Task Append_of_the_verdict_completes_the_request_and_changes_what_is_waited_for()
    {
        var first = Received("v", "v");
        await Log.AppendAsync(first, TestContext.Current.CancellationToken);
        Assert.Null((await Log.FindRequestAsync("local", new RequestKey("Submit", "v"), TestContext.Current.CancellationToken))?.ReplySeq);
        var judged = Triaged(first.After, VerdictKind.Review);
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(judged, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(2, (await Log.FindRequestAsync("local", new RequestKey("Submit", "v"), TestContext.Current.CancellationToken))?.ReplySeq);
        Assert.Equal(AppendOutcome.Stale, (await Log.AppendAsync(judged, TestContext.Current.CancellationToken)).Outcome);
        var events = await Log.ReadAsync(first.Key, TestContext.Current.CancellationToken);
        Assert.Equal([1L, 2L], events.Select(e => e.Seq));
        Assert.Equal((judged.After.Status, judged.After.Waiting), InvoiceState.Fold(events.Select(e => e.Event)) is { } state ? (state.Status, state.Waiting) : default);
        var row = Assert.Single(await Store.Index.ListAsync(new InvoiceQuery { Tenant = "local", CountMax = 10 }, TestContext.Current.CancellationToken));
        Assert.Equal((InvoiceStatus.InReview, VerdictKind.Review), (row.Status, row.Verdict));
    }

    [Fact]
    public async Task Append_that_claims_alone_keeps_the_events_and_the_reply()
    {
        var first = Received("c", "c1");
        await Log.AppendAsync(first, TestContext.Current.CancellationToken);
        var second = first with { ExpectedSeq = 1, Events = [], Fingerprints = [], Claim = first.Claim! with { Request = new RequestKey("Submit", "c2"), ReplySeq = 1 } };
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(second, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(1, (await Log.FindRequestAsync("local", new RequestKey("Submit", "c2"), TestContext.Current.CancellationToken))?.ReplySeq);
        Assert.Single(await Log.ReadAsync(first.Key, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Append_one_key_many_at_once_one_wins_and_all_others_learn_who()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Log.AppendAsync(Received($"o{n}", "one"), TestContext.Current.CancellationToken)));
        Assert.Single(results, result => result.Outcome == AppendOutcome.Committed);
        var holder = (await Log.FindRequestAsync("local", new RequestKey("Submit", "one"), TestContext.Current.CancellationToken))?.InvoicePath;
        Assert.All(results.Where(result => result.Outcome != AppendOutcome.Committed), result => Assert.Equal((AppendOutcome.KeyTaken, holder), (result.Outcome, result.Taken?.InvoicePath)));
    }

    [Fact]
    public async Task Overdue_by_the_stores_clock_longest_first()
    {
        var start = StoreTime.NowMicros(TimeProvider.System);
        foreach (var (id, seconds) in new[] { ("late", 30L), ("later", 60L), ("hours", 7200L) })
        {
            var append = Received(id, id);
            await Log.AppendAsync(append with { After = append.After with { Waiting = new Waiting(WaitingKind.Due, start + (seconds * 1_000_000)) } }, TestContext.Current.CancellationToken);
        }

        Assert.Empty(await Store.Waiting.OverdueAsync(10, TestContext.Current.CancellationToken));
        Store.Advance(TimeSpan.FromHours(1));
        Assert.Equal([Key("late"), Key("later")], await Store.Waiting.OverdueAsync(10, TestContext.Current.CancellationToken));
        Assert.Equal([Key("late")], await Store.Waiting.OverdueAsync(1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Overdue_has_what_is_due_on_hold_or_unreported_and_never_what_a_person_has()
    {
        foreach (var kind in new[] { WaitingKind.Due, WaitingKind.Review, WaitingKind.Hold, WaitingKind.Host })
        {
            var append = Received($"{kind}", $"{kind}");
            await Log.AppendAsync(append with { After = append.After with { Waiting = new Waiting(kind, 10 - (int)kind) } }, TestContext.Current.CancellationToken);
        }

        Assert.Equal([Key("Host"), Key("Hold"), Key("Due")], await Store.Waiting.OverdueAsync(10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Append_report_moves_the_statuses_and_leaves_the_question_as_it_was()
    {
        var first = Received("r", "r");
        await Log.AppendAsync(first, TestContext.Current.CancellationToken);
        var asked = Triaged(first.After, VerdictKind.Review);
        await Log.AppendAsync(asked, TestContext.Current.CancellationToken);
        await Log.AppendAsync(Reported(asked.After, ReportedFact.CodingSuggested), TestContext.Current.CancellationToken);
        using (var scan = OpenScan())
        {
            var found = Assert.Single(scan.Invoices());
            Assert.Equal(new ReportedStatuses(InvoiceStatus.InReview, CodingStatus.Suggested, PaymentStatus.NotReady), found.Row?.Statuses);
            Assert.Equal((1, new Waiting(WaitingKind.Review, 2)), (found.OpenReviewItems, found.Waiting));
        }

        // The one that is open is the first verdict's.
        Store.Execute("DELETE FROM review_item WHERE seq = 2 AND left_at_us IS NULL");
        using var without = OpenScan();
        Assert.Equal(0, Assert.Single(without.Invoices()).OpenReviewItems);
    }

    [Fact]
    public async Task Append_another_verdict_asks_anew()
    {
        var first = Received("n", "n");
        await Log.AppendAsync(first, TestContext.Current.CancellationToken);
        var asked = Triaged(first.After, VerdictKind.Review);
        await Log.AppendAsync(asked, TestContext.Current.CancellationToken);
        await Log.AppendAsync(Triaged(asked.After, VerdictKind.Review), TestContext.Current.CancellationToken);
        Store.Execute("DELETE FROM review_item WHERE seq = 2 AND left_at_us IS NULL");
        using var scan = OpenScan();
        Assert.Equal(1, Assert.Single(scan.Invoices()).OpenReviewItems);
    }

    [Fact]
    public async Task List_by_coding_and_payment()
    {
        foreach (var (id, fact) in new[] { ("plain", ReportedFact.CodingQueried), ("suggested", ReportedFact.CodingSuggested), ("posted", ReportedFact.Posted) })
        {
            var first = Received(id, id);
            await Log.AppendAsync(first, TestContext.Current.CancellationToken);
            var cleared = Triaged(first.After, VerdictKind.Clear);
            await Log.AppendAsync(cleared, TestContext.Current.CancellationToken);
            await Log.AppendAsync(Reported(cleared.After, fact), TestContext.Current.CancellationToken);
        }

        var query = new InvoiceQuery { Tenant = "local", CountMax = 9 };
        var posted = Assert.Single(await ListAsync(query with { Payments = [PaymentStatus.Ready, PaymentStatus.Failed] }));
        Assert.Equal((Key("posted"), InvoiceStatus.Posted, CodingStatus.Uncoded, PaymentStatus.Ready), (posted.Key, posted.Status, posted.Coding, posted.Payment));
        Assert.Equal(Key("suggested"), Assert.Single(await ListAsync(query with { Codings = [CodingStatus.Suggested] })).Key);
        Assert.Equal(2, (await ListAsync(query with { Codings = [CodingStatus.Uncoded] })).Length);
        Assert.Empty(await ListAsync(query with { Codings = [CodingStatus.Suggested], Payments = [PaymentStatus.Ready] }));
    }

    [Fact]
    public async Task List_pages_newest_first_and_every_filter_holds()
    {
        for (var n = 0; n < 5; n++)
        {
            await Log.AppendAsync(Received($"l{n}", $"l{n}"), TestContext.Current.CancellationToken);
        }

        var query = new InvoiceQuery { Tenant = "local", CountMax = 2 };
        var seen = new List<InvoiceKey>();
        for (var page = await ListAsync(query); !page.IsEmpty; page = await ListAsync(query with { BeforeArrival = page[^1].Arrival }))
        {
            seen.AddRange(page.Select(row => row.Key));
        }

        Assert.Equal(Enumerable.Range(0, 5).Reverse().Select(n => Key($"l{n}")), seen);
        Assert.Equal(5, (await ListAsync(query with { CountMax = 9, Facility = "north", SupplierId = "S1", SourceSystem = "erp", FacilityScope = ["south", "north"], Statuses = [InvoiceStatus.Received, InvoiceStatus.Closed] })).Length);
        Assert.Empty(await ListAsync(query with { Facility = "south" }));
        Assert.Empty(await ListAsync(query with { FacilityScope = ["south"] }));
        Assert.Empty(await ListAsync(query with { Statuses = [InvoiceStatus.Cleared] }));
        Assert.Empty(await ListAsync(query with { Exception = ExceptionCode.CreditNote }));
        Assert.Empty(await ListAsync(query with { Verdict = VerdictKind.Clear }));
        Assert.Empty(await ListAsync(query with { Tenant = "other" }));
        Assert.Empty(await ListAsync(query with { ReceivedFromMicros = 2 }));
    }

    private async Task<JudgedBy> SeenAsync(string id, long masterData = 0) =>
        new((await Twins.FindAsync(Key(id), BlockingKeys.ToLookUp(Samples.Invoice(id)), 50, isChecked: false, TestContext.Current.CancellationToken)).Counts!.Value, masterData); // few lie under a key here

    private async Task<ImmutableArray<InvoiceRow>> ListAsync(InvoiceQuery query) => await Store.Index.ListAsync(query, TestContext.Current.CancellationToken);

    private static InvoiceAppend Reported(InvoiceState state, ReportedFact fact)
    {
        var report = new StatusReport { Source = "sap", EventId = $"{fact}", OccurredAtMicros = 3, Fact = fact, Document = "51" };
        var reported = new StatusReported { AtMicros = 3, Actor = "connector", Report = report };
        return new InvoiceAppend
        {
            Key = Key(state.Invoice.SourceInvoiceId),
            ExpectedSeq = state.Seq,
            Events = [EventCodec.Encode(reported)],
            After = InvoiceState.Apply(state, reported),
        };
    }

    protected static InvoiceAppend Triaged(InvoiceState state, VerdictKind kind)
    {
        var triaged = new Triaged
        {
            AtMicros = 2,
            Actor = InvoiceEvent.TriageActor,
            Cause = TriageCause.Received,
            Verdict = new Verdict { Kind = kind, GateVersion = "test", PolicySha256 = [1], JudgedAtMicros = 2 },
        };
        return new InvoiceAppend
        {
            Key = Key(state.Invoice.SourceInvoiceId),
            ExpectedSeq = state.Seq,
            Events = [EventCodec.Encode(triaged)],
            After = InvoiceState.Apply(state, triaged),
            Completes = state.PendingRequest,
        };
    }

    /// <summary>Shares a key with none of another name.</summary>
    internal static Invoice Unlike(string name) => Samples.Invoice(name) with { SupplierId = $"S-{name}", SupplierInvoiceNumber = $"N-{name}" };

    /// <summary>An append that saw no twin.</summary>
    internal static InvoiceAppend Judged(Invoice invoice, string key, string tenant = "local")
    {
        var append = Received(invoice.SourceInvoiceId, key, tenant, invoice);
        var keys = BlockingKeys.ToLookUp(invoice);
        return append with { JudgedBy = new JudgedBy([.. keys.Select(seen => new KeyCount(seen.Hash, 0, int.MaxValue, 0))], 0) };
    }

    internal static InvoiceKey Key(string id) => InvoiceKey.Create("local", "erp", id);

    internal static InvoiceAppend Received(string id, string key, string tenant = "local", Invoice? bill = null)
    {
        var invoice = bill ?? Samples.Invoice(id);
        var hash = InvoiceCodec.HashOf(invoice);
        var received = new Received { AtMicros = 1, Actor = "test", Request = new RequestKey("Submit", key), Invoice = invoice, PayloadSha256 = hash };
        return new InvoiceAppend
        {
            Key = InvoiceKey.Create(tenant, "erp", id),
            ExpectedSeq = 0,
            Events = [EventCodec.Encode(received)],
            After = InvoiceState.Apply(null, received),
            Claim = new IdempotencyClaim(new RequestKey("Submit", key), hash, null),
            Fingerprints = BlockingKeys.ToStore(invoice),
        };
    }
}
