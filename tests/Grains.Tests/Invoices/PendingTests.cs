using System.Collections.Immutable;
using Triage.Grains.Invoices;
using Triage.Grains.Tests.Faults;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

/// <summary>Received, and then the process ended: a scan or the caller's retry finishes it, whoever comes first.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class PendingTests(InvoiceCluster cluster)
{
    // Where the first look-up fails, an invoice is stored first, looked up again, and its verdict stored.
    private const int FirstLookUp = 1;
    private const int AppendOfTheVerdict = 4;

    [Fact]
    public async Task Scan_pending_past_its_grace_is_judged_and_the_retry_gets_that_verdict()
    {
        var invoice = Bills.Clear("pending-scanned");
        await cluster.AppendAsync(Appends.Received(invoice, "pending-scanned"));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        var judged = await cluster.HoldsAsync(invoice);
        Assert.Equal(VerdictKind.Clear, judged.Verdict?.Kind);
        var retry = await cluster.SubmitAsync(invoice, "pending-scanned");
        Assert.True(retry.IsReplay);
        Assert.Equal(Texts.Of(judged), Texts.Of(retry.State));
    }

    [Fact]
    public async Task Scan_judgement_that_may_still_be_under_way_is_left_alone()
    {
        var invoice = Bills.Clear("pending-young");
        await cluster.AppendAsync(Appends.Received(invoice, "pending-young", cluster.Clock.NowMicros()));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Single(await cluster.HistoryAsync(invoice));
        cluster.Clock.Advance(InvoiceState.DueGrace);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, (await cluster.HoldsAsync(invoice)).Seq);
    }

    [Fact]
    public async Task Retry_pending_is_judged_before_any_scan()
    {
        var invoice = Bills.Review("pending-retried");
        await cluster.AppendAsync(Appends.Received(invoice, "pending-retried"));
        var retry = await cluster.SubmitAsync(invoice, "pending-retried");
        Assert.Equal((InvoiceOutcome.Done, VerdictKind.Review), (retry.Outcome, retry.State?.Verdict?.Kind));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, (await cluster.HoldsAsync(invoice)).Seq);
    }

    [Fact]
    public async Task Scan_verdict_that_storage_refused_is_given_by_the_same_activation()
    {
        var invoice = Bills.Clear("pending-refused");
        var plan = new FaultPlan(ImmutableDictionary<int, FaultMoment>.Empty.Add(FirstLookUp, FaultMoment.Before).Add(AppendOfTheVerdict, FaultMoment.Before));
        Assert.Null(await Retrying.OnceAsync(() => cluster.Faults.DuringAsync(plan, () => cluster.SubmitAsync(invoice, "pending-refused"))));
        Assert.Equal(2, plan.TookEffect);
        Assert.IsType<Received>(Assert.Single(await cluster.HistoryAsync(invoice)).Event);
        cluster.Clock.Advance(InvoiceState.DueGrace);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.HoldsAsync(invoice)).Status);
    }

    [Fact]
    public async Task Scan_and_retries_at_once_judge_it_once()
    {
        var invoice = Bills.Clear("pending-raced");
        await cluster.AppendAsync(Appends.Received(invoice, "pending-raced"));
        var scans = Enumerable.Range(0, 5).Select(_ => cluster.ScanAsync(TestContext.Current.CancellationToken));
        var retries = Enumerable.Range(0, 20).Select(_ => cluster.SubmitAsync(invoice, "pending-raced")).ToArray();
        await Task.WhenAll([.. scans, .. retries]);
        Assert.Single(retries.Select(retry => Texts.OfReply(retry.Result)).Distinct());
        Assert.Equal(2, (await cluster.HoldsAsync(invoice)).Seq);
    }

    [Fact]
    public async Task Change_pending_is_judged_first_so_that_its_submission_keeps_a_reply()
    {
        var invoice = Bills.Clear("pending-changed");
        await cluster.AppendAsync(Appends.Received(invoice, "pending-changed"));
        Assert.Equal(InvoiceOutcome.Done, (await cluster.SendAsync(invoice, Bills.Cancel("pending-changed"))).Outcome);
        var retry = await cluster.SubmitAsync(invoice, "pending-changed");
        Assert.Equal((InvoiceStatus.Cleared, true), (retry.State?.Status, retry.IsReplay));
        Assert.Equal(InvoiceStatus.Cancelled, (await cluster.HoldsAsync(invoice)).Status);
    }

    [Fact]
    public async Task Scan_more_than_one_round_takes_leaves_none_behind()
    {
        // What other tests left is out of the way.
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        var invoices = Enumerable.Range(0, 1_500).Select(n => Bills.Clear($"pending-many-{n}")).ToArray();
        await Task.WhenAll(invoices.Select(invoice => cluster.AppendAsync(Appends.Received(invoice, invoice.SourceInvoiceId))));

        // What cannot be finished counts as nothing done: the scanner pauses before it tries again.
        var plan = FaultPlan.At(1, FaultMoment.Before);
        Assert.Equal(999, await cluster.Faults.DuringAsync(plan, () => cluster.ScanOnceAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(1, plan.TookEffect);
        Assert.Equal(501, await cluster.ScanOnceAsync(TestContext.Current.CancellationToken));
        foreach (var invoice in invoices)
        {
            Assert.Equal(2, (await cluster.HistoryAsync(invoice)).Length);
        }

        await Invariants.HoldOfStoreAsync(cluster);
    }
}
