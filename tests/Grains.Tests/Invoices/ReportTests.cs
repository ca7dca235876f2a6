using Triage.Grains.Invoices;
using Triage.Grains.Tests.Faults;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;

namespace Triage.Grains.Tests.Invoices;

/// <summary>What other systems say, through the grain and the store: once each, in any order, never lost.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class ReportTests(InvoiceCluster cluster)
{
    private const int AtOnce = 50;

    [Fact]
    public async Task Report_whole_course_ends_closed_with_a_reply_for_each()
    {
        var invoice = await ClearedAsync("course");
        foreach (var (fact, standing) in new[]
        {
            (ReportedFact.Paid, ReportStanding.Kept), (ReportedFact.Posted, ReportStanding.Applied),
            (ReportedFact.Scheduled, ReportStanding.Applied), (ReportedFact.Reconciled, ReportStanding.Applied),
        })
        {
            var command = Bills.Report($"course-{fact}", fact);
            var answer = await cluster.SendAsync(invoice, command);
            Assert.Equal((InvoiceOutcome.Done, standing), (answer.Outcome, answer.State?.Reports.StandingOf(command.Report.Name)));
            await cluster.HoldsAsync(invoice);
        }

        var state = await cluster.HoldsAsync(invoice);
        Assert.Equal((InvoiceStatus.Closed, PaymentStatus.Reconciled, WaitingKind.Nothing), (state.Status, state.Payment, state.Waiting.Kind));
        await Invariants.HoldOfStoreAsync(cluster);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Report_again_gives_the_first_reply_whatever_happened_since(bool inMemory)
    {
        var invoice = await ClearedAsync($"replayed-{inMemory}");
        var paid = Bills.Report($"replayed-{inMemory}-paid", ReportedFact.Paid);
        var first = await cluster.SendAsync(invoice, paid);
        await cluster.SendAsync(invoice, Bills.Report($"replayed-{inMemory}-posted"));
        await cluster.SendAsync(invoice, Bills.Report($"replayed-{inMemory}-scheduled", ReportedFact.Scheduled));
        if (!inMemory)
        {
            await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        }

        var again = await cluster.SendAsync(invoice, paid);
        Assert.True(again.IsReplay);
        Assert.Equal(Texts.OfReply(first), Texts.OfReply(again));
        Assert.Equal(ReportStanding.Kept, again.State?.Reports.StandingOf(paid.Report.Name));
        Assert.Equal(PaymentStatus.Paid, (await cluster.HoldsAsync(invoice)).Payment);
    }

    [Fact]
    public async Task Report_same_id_with_another_payload_or_invoice_is_refused_and_leaves_nothing()
    {
        var (invoice, other) = (await ClearedAsync("reused"), await ClearedAsync("reused-other"));
        var command = Bills.Report("reused");
        await cluster.SendAsync(invoice, command);
        ReportCommand[] others =
        [
            command with { Report = command.Report with { Document = "else" } },
            command with { Report = command.Report with { OccurredAtMicros = 2 } },
            command with { Report = command.Report with { Text = "else" } },
            Bills.Report("reused", ReportedFact.ErpRejected),
        ];
        foreach (var reused in others)
        {
            Assert.Equal(InvoiceOutcome.KeyReused, (await cluster.SendAsync(invoice, reused)).Outcome);
        }

        Assert.Equal(InvoiceOutcome.KeyReused, (await cluster.SendAsync(other, command)).Outcome);
        Assert.Equal((3, InvoiceStatus.Posted), ((await cluster.HoldsAsync(invoice)).Seq, (await cluster.GetAsync(invoice))?.Status));
        Assert.Equal(2, (await cluster.HoldsAsync(other)).Seq);

        // Another source may use the same id.
        Assert.Equal(InvoiceOutcome.Done, (await cluster.SendAsync(invoice, Bills.Report("reused", source: "oracle"))).Outcome);
    }

    [Fact]
    public async Task Report_fifty_times_at_once_is_one_event_and_equal_replies()
    {
        var invoice = await ClearedAsync("fifty-reports");
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => cluster.SendAsync(invoice, Bills.Report("fifty-reports", ReportedFact.ErpRejected))));
        Assert.Single(answers.Select(Texts.OfReply).Distinct());
        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Single(await cluster.HistoryAsync(invoice), stored => stored.Event is StatusReported);
        await cluster.HoldsAsync(invoice);
    }

    [Fact]
    public async Task Report_unknown_or_hidden_invoice_is_not_found_and_the_id_stays_free()
    {
        var (unknown, hidden) = (Bills.Clear("report-unknown"), await ClearedAsync("report-hidden"));
        var command = Bills.Report("report-early");
        Assert.Equal(InvoiceOutcome.NotFound, (await cluster.SendAsync(unknown, command)).Outcome);
        Assert.Equal(InvoiceOutcome.NotFound, (await cluster.SendAsync(hidden, command with { Caller = Bills.CallerOf("south") })).Outcome);
        Assert.Null(await cluster.FindRequestAsync(command.Request));

        // The source retries, and by then it was submitted.
        await cluster.SubmitAsync(unknown, "report-unknown");
        Assert.Equal(InvoiceStatus.Posted, (await cluster.SendAsync(unknown, command)).State?.Status);
    }

    [Fact]
    public async Task Report_that_contradicts_goes_to_a_person_in_the_same_call()
    {
        var invoice = await ClearedAsync("contradicted");
        await cluster.SendAsync(invoice, Bills.Report("contradicted"));
        var second = Bills.Report("contradicted-second", source: "oracle");
        var answer = await cluster.SendAsync(invoice, second with { Report = second.Report with { Document = "else" } });
        Assert.Equal((InvoiceStatus.Posted, VerdictKind.Review), (answer.State?.Status, answer.State?.Verdict?.Kind));
        Assert.Equal(ExceptionCode.StatusContradictory, Assert.Single(answer.State!.Verdict!.Reasons).Code); // a review has reasons
        var state = await cluster.HoldsAsync(invoice);
        Assert.Equal(WaitingKind.Review, state.Waiting.Kind);

        // What comes afterwards and changes nothing of it leaves the question as it is.
        await cluster.SendAsync(invoice, Bills.Report("contradicted-coded", ReportedFact.CodingConfirmed));
        var later = await cluster.HoldsAsync(invoice);
        Assert.Equal((CodingStatus.Confirmed, state.ReviewSeq, state.Waiting), (later.Coding, later.ReviewSeq, later.Waiting));
        Assert.Equal(1, StoredRows.Of(cluster.StoreDirectory, InvoiceCluster.KeyOf(invoice)).ReviewItems);
    }

    [Fact]
    public async Task Report_before_the_verdict_is_judged_first_and_the_submission_keeps_its_reply()
    {
        var invoice = Bills.Clear("report-pending");
        await cluster.AppendAsync(Appends.Received(invoice, "report-pending"));
        Assert.Equal(InvoiceStatus.Posted, (await cluster.SendAsync(invoice, Bills.Report("report-pending"))).State?.Status);
        var retry = await cluster.SubmitAsync(invoice, "report-pending");
        Assert.Equal((InvoiceStatus.Cleared, true), (retry.State?.Status, retry.IsReplay));
    }

    [Fact]
    public async Task Report_reference_brings_its_twin_to_light()
    {
        var (first, held) = (await ClearedAsync("report-twin"), Bills.Hold("report-twin") with { SupplierInvoiceNumber = null });
        await cluster.SubmitAsync(held, "report-twin-held");
        var number = Bills.Report("report-twin", ReportedFact.ReferenceProvided);
        var answer = await cluster.SendAsync(held, number with { Report = number.Report with { Reference = Reference.SupplierInvoiceNumber, Value = first.SupplierInvoiceNumber } });
        Assert.Equal((VerdictKind.Review, InvoiceStatus.InReview), (answer.State?.Verdict?.Kind, answer.State?.Status));
        var third = Bills.Clear("report-twin") with { SourceInvoiceId = "report-twin-third", TotalMinor = null, NetMinor = null, TaxMinor = null };
        var seen = await cluster.SubmitAsync(third, "report-twin-third");
        Assert.Contains(seen.State!.Verdict!.Twins, twin => twin.InvoiceId == InvoiceCluster.KeyOf(held).InvoiceId); // answered with a verdict
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Scan_host_that_reports_nothing_in_time_sends_it_to_a_person_and_its_late_report_brings_it_back(bool inMemory)
    {
        var invoice = await ClearedAsync($"silent-{inMemory}");
        cluster.Clock.Advance(TestPolicy.HostTime - TimeSpan.FromMinutes(1));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.HoldsAsync(invoice)).Status);
        if (!inMemory)
        {
            await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        }

        cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        var silent = await cluster.HoldsAsync(invoice);
        Assert.Equal((InvoiceStatus.InReview, TriageCause.HostSilent), (silent.Status, await LastCauseAsync(invoice)));
        Assert.Equal(ExceptionCode.IntegrationFailed, Assert.Single(silent.Verdict!.Reasons).Code); // just judged

        var late = await cluster.SendAsync(invoice, Bills.Report($"silent-{inMemory}"));
        Assert.Equal((InvoiceStatus.Posted, PaymentStatus.Ready), (late.State?.Status, late.State?.Payment));

        // And again for the payment.
        cluster.Clock.Advance(TestPolicy.HostTime + TimeSpan.FromDays(30));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        var unpaid = await cluster.HoldsAsync(invoice);
        Assert.Equal((InvoiceStatus.Posted, WaitingKind.Review), (unpaid.Status, unpaid.Waiting.Kind));
        Assert.Equal(VerdictKind.Clear, (await cluster.SendAsync(invoice, Bills.Report($"silent-{inMemory}-scheduled", ReportedFact.Scheduled))).State?.Verdict?.Kind);
    }

    [Fact]
    public async Task Scan_silent_host_while_storage_fails_is_found_at_the_next()
    {
        var invoice = await ClearedAsync("silent-faulty");
        cluster.Clock.Advance(TestPolicy.HostTime);
        foreach (var moment in Enum.GetValues<FaultMoment>())
        {
            var plan = FaultPlan.At(1, moment);
            await cluster.Faults.DuringAsync(plan, async () =>
            {
                await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.FinishAsync(invoice));
                return plan;
            });
            Assert.Equal(1, plan.TookEffect);
        }

        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal((3, InvoiceStatus.InReview), ((await cluster.HoldsAsync(invoice)).Seq, (await cluster.GetAsync(invoice))?.Status));
    }

    [Fact]
    public async Task Triage_clears_what_reports_have_already_made_unpayable_and_asks_a_person_at_once()
    {
        // Kept until it is cleared, then all of it fits, down to a payment that failed: nobody calls for that verdict.
        var invoice = Bills.Hold("kept-failed");
        await cluster.SubmitAsync(invoice, "kept-failed");
        foreach (var (fact, at) in new[] { (ReportedFact.PaymentFailed, 3), (ReportedFact.Scheduled, 2), (ReportedFact.Posted, 1) })
        {
            await cluster.SendAsync(invoice, Bills.Report($"kept-failed-{fact}", fact, occurredAtMicros: at));
        }

        Assert.Equal(InvoiceStatus.OnHold, (await cluster.HoldsAsync(invoice)).Status);
        await cluster.SendAsync(invoice, Bills.Provide("kept-failed", "PO-1"));
        cluster.Clock.Advance(InvoiceState.DueGrace);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        var state = await cluster.HoldsAsync(invoice);
        Assert.Equal((InvoiceStatus.Posted, PaymentStatus.Failed, WaitingKind.Review), (state.Status, state.Payment, state.Waiting.Kind));
        Assert.Equal(ExceptionCode.PaymentFailed, Assert.Single(state.Verdict!.Reasons).Code); // just judged
    }

    [Fact]
    public async Task Cancel_what_is_being_paid_is_answered_at_once_and_then_asked_about()
    {
        var invoice = await ClearedAsync("cancel-paid");
        await cluster.SendAsync(invoice, Bills.Report("cancel-paid"));
        await cluster.SendAsync(invoice, Bills.Report("cancel-paid-scheduled", ReportedFact.Scheduled));
        var answer = await cluster.SendAsync(invoice, Bills.Cancel("cancel-paid"));
        Assert.Equal((InvoiceOutcome.Done, InvoiceStatus.Cancelled), (answer.Outcome, answer.State?.Status));
        cluster.Clock.Advance(InvoiceState.DueGrace);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        var state = await cluster.HoldsAsync(invoice);
        Assert.Equal((InvoiceStatus.Cancelled, WaitingKind.Review), (state.Status, state.Waiting.Kind));
        var again = await cluster.SendAsync(invoice, Bills.Cancel("cancel-paid"));
        Assert.Equal(Texts.OfReply(answer), Texts.OfReply(again));
    }

    [Fact]
    public async Task Report_more_than_an_invoice_takes_is_refused_and_those_before_are_kept()
    {
        var invoice = Bills.Clear("full");
        var state = (await cluster.SubmitAsync(invoice, "full")).State!; // judged
        var events = new List<EncodedEvent>();
        var (first, seq) = (state, state.Seq);
        for (var n = 0; n < ReportLedger.EntriesMax; n++)
        {
            var happened = new StatusReported { AtMicros = cluster.Clock.GetUtcNow().Ticks, Actor = "host", Report = Bills.Report($"full-{n}", ReportedFact.CodingSuggested).Report };
            events.Add(EventCodec.Encode(happened));
            state = InvoiceState.Apply(state, happened);
        }

        await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        await cluster.AppendAsync(new InvoiceAppend { Key = InvoiceCluster.KeyOf(invoice), ExpectedSeq = first.Seq, Events = [.. events], After = state, Fingerprints = BlockingKeys.ToStore(invoice) });
        var refused = await cluster.SendAsync(invoice, Bills.Report("full-more"));
        Assert.Equal(InvoiceOutcome.TooManyReports, refused.Outcome);
        Assert.Null(await cluster.FindRequestAsync(Bills.Report("full-more").Request));
        Assert.Equal(seq + ReportLedger.EntriesMax, (await cluster.HoldsAsync(invoice)).Seq);
    }

    private async Task<Invoice> ClearedAsync(string id)
    {
        var invoice = Bills.Clear(id);
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.SubmitAsync(invoice, id)).State?.Status);
        return invoice;
    }

    private async Task<TriageCause> LastCauseAsync(Invoice invoice) => Assert.IsType<Triaged>((await cluster.HistoryAsync(invoice))[^1].Event).Cause;
}
