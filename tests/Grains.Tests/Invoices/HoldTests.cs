using Triage.Grains.Tests.Faults;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

/// <summary>A hold ends by its reference or by its deadline, whichever comes first, whatever is in memory.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class HoldTests(InvoiceCluster cluster)
{
    [Fact]
    public async Task Submit_missing_reference_is_held_until_a_named_time()
    {
        var state = await HeldAsync("hold-named");
        var hold = Assert.IsType<Hold>(state.Verdict?.Hold);
        Assert.Equal(Reference.PurchaseOrder, hold.WaitsFor);
        Assert.Equal(state.Verdict!.JudgedAtMicros + (long)TestPolicy.HoldTime.TotalMicroseconds, hold.UntilMicros); // its hold was just read
        Assert.Equal(new Waiting(WaitingKind.Hold, hold.UntilMicros), state.Waiting);
        Assert.Contains(state.Verdict.Reasons, reason => reason.Code == ExceptionCode.PoMissing);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Provide_reference_wakes_it(bool inMemory)
    {
        var invoice = Bills.Hold($"hold-provided-{inMemory}");
        await HeldAsync(invoice.SourceInvoiceId);
        await RememberAsync(invoice, inMemory);
        var answer = await cluster.SendAsync(invoice, Bills.Provide(invoice.SourceInvoiceId, "PO-7"));
        Assert.Equal(VerdictKind.Clear, answer.State?.Verdict?.Kind);
        var state = await cluster.HoldsAsync(invoice);
        Assert.Equal((InvoiceStatus.Cleared, "PO-7"), (state.Status, state.Invoice.PurchaseOrder));
        Assert.Equal(TriageCause.ReferenceProvided, await LastCauseAsync(invoice));

        // The deadline of a hold that is over wakes nothing.
        cluster.Clock.Advance(TestPolicy.HoldTime);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(state.Seq, (await cluster.HoldsAsync(invoice)).Seq);
    }

    [Fact]
    public async Task Provide_another_reference_holds_on_until_the_same_deadline_rule()
    {
        var invoice = Bills.Hold("hold-other-reference");
        await HeldAsync(invoice.SourceInvoiceId);
        var answer = await cluster.SendAsync(invoice, Bills.Provide(invoice.SourceInvoiceId, "CC-1", Reference.CostCentre));
        Assert.Equal((VerdictKind.Hold, "CC-1"), (answer.State?.Verdict?.Kind, answer.State?.Invoice.CostCentre));
        Assert.Equal(InvoiceStatus.OnHold, (await cluster.HoldsAsync(invoice)).Status);
    }

    [Fact]
    public async Task Provide_reference_brings_its_twin_to_light()
    {
        var (first, held) = (Bills.Clear("hold-twin"), Bills.Hold("hold-twin") with { SupplierInvoiceNumber = null });
        await cluster.SubmitAsync(first, "hold-twin-first");
        Assert.Equal(VerdictKind.Hold, (await cluster.SubmitAsync(held, "hold-twin-held")).State?.Verdict?.Kind);
        var number = Bills.Provide("hold-twin", first.SupplierInvoiceNumber!, Reference.SupplierInvoiceNumber); // every bill has one
        var answer = await cluster.SendAsync(held, number);
        Assert.Equal(VerdictKind.Review, answer.State?.Verdict?.Kind);
        Assert.Contains(answer.State!.Verdict!.Reasons, reason => reason.Evidence.Contains(InvoiceCluster.KeyOf(first).InvoiceId)); // a review has one

        // The new fingerprint is stored too: a third one finds the held one by its number.
        var third = Bills.Clear("hold-twin") with { SourceInvoiceId = "hold-twin-third", TotalMinor = null, NetMinor = null, TaxMinor = null };
        var seen = await cluster.SubmitAsync(third, "hold-twin-third");
        Assert.Contains(seen.State!.Verdict!.Twins, twin => twin.InvoiceId == InvoiceCluster.KeyOf(held).InvoiceId); // answered with a verdict
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Scan_deadline_passed_sends_it_to_a_person(bool inMemory)
    {
        var invoice = Bills.Hold($"hold-expired-{inMemory}");
        await HeldAsync(invoice.SourceInvoiceId);
        await RememberAsync(invoice, inMemory);
        cluster.Clock.Advance(TestPolicy.HoldTime);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        var state = await cluster.HoldsAsync(invoice);
        Assert.Equal((InvoiceStatus.InReview, VerdictKind.Review), (state.Status, state.Verdict?.Kind));
        Assert.Equal(TriageCause.HoldExpired, await LastCauseAsync(invoice));

        // Late scans find nothing, and a late reference is still taken.
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, (await cluster.HoldsAsync(invoice)).Seq);
        Assert.Equal(VerdictKind.Clear, (await cluster.SendAsync(invoice, Bills.Provide(invoice.SourceInvoiceId, "PO-8"))).State?.Verdict?.Kind);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Retriage_of_a_hold_keeps_its_deadline(bool inMemory)
    {
        var invoice = Bills.Hold($"hold-retriaged-{inMemory}");
        var held = await HeldAsync(invoice.SourceInvoiceId);
        cluster.Clock.Advance(TestPolicy.HoldTime / 2);
        await RememberAsync(invoice, inMemory);
        var answer = await cluster.SendAsync(invoice, Bills.Retriage(invoice.SourceInvoiceId));
        Assert.Equal((VerdictKind.Hold, held.Waiting), (answer.State?.Verdict?.Kind, answer.State?.Waiting));
        cluster.Clock.Advance(TestPolicy.HoldTime / 2);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InvoiceStatus.InReview, (await cluster.HoldsAsync(invoice)).Status);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Retriage_after_the_deadline_leaves_it_with_the_person(bool inMemory)
    {
        var invoice = Bills.Hold($"hold-run-out-{inMemory}");
        await HeldAsync(invoice.SourceInvoiceId);
        cluster.Clock.Advance(TestPolicy.HoldTime);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        await RememberAsync(invoice, inMemory);
        var answer = await cluster.SendAsync(invoice, Bills.Retriage(invoice.SourceInvoiceId));
        Assert.Equal((VerdictKind.Review, WaitingKind.Review), (answer.State?.Verdict?.Kind, answer.State?.Waiting.Kind));
        Assert.Equal(InvoiceStatus.InReview, (await cluster.HoldsAsync(invoice)).Status);
    }

    [Fact]
    public async Task Scan_and_finish_before_the_deadline_change_nothing()
    {
        var invoice = Bills.Hold("hold-early");
        var before = await HeldAsync("hold-early");
        cluster.Clock.Advance(TestPolicy.HoldTime - TimeSpan.FromSeconds(1));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        await cluster.FinishAsync(invoice);
        Assert.Equal(Texts.Of(before), Texts.Of(await cluster.HoldsAsync(invoice)));
    }

    [Fact]
    public async Task Scan_deadline_passed_while_storage_fails_wakes_it_at_the_next()
    {
        var invoice = Bills.Hold("hold-expired-faulty");
        await HeldAsync("hold-expired-faulty");
        cluster.Clock.Advance(TestPolicy.HoldTime);
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
    public async Task Scan_and_reference_at_once_end_in_one_state()
    {
        for (var round = 0; round < 50; round++)
        {
            var invoice = Bills.Hold($"hold-raced-{round}");
            await HeldAsync(invoice.SourceInvoiceId);
            cluster.Clock.Advance(TestPolicy.HoldTime);
            var scan = cluster.ScanAsync(TestContext.Current.CancellationToken);
            var answer = await cluster.SendAsync(invoice, Bills.Provide(invoice.SourceInvoiceId, "PO-9"));
            await scan;
            Assert.Equal(VerdictKind.Clear, answer.State?.Verdict?.Kind);
            Assert.Equal(InvoiceStatus.Cleared, (await cluster.HoldsAsync(invoice)).Status);
        }
    }

    private async Task<InvoiceState> HeldAsync(string id)
    {
        var answer = await cluster.SubmitAsync(Bills.Hold(id), id);
        Assert.Equal(VerdictKind.Hold, answer.State?.Verdict?.Kind);
        return await cluster.HoldsAsync(Bills.Hold(id));
    }

    private async Task RememberAsync(Invoice invoice, bool inMemory)
    {
        if (!inMemory)
        {
            await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        }

        Assert.Equal(inMemory, cluster.IsInMemory(InvoiceCluster.KeyOf(invoice)));
    }

    private async Task<TriageCause> LastCauseAsync(Invoice invoice) => Assert.IsType<Triaged>((await cluster.HistoryAsync(invoice))[^1].Event).Cause;
}
