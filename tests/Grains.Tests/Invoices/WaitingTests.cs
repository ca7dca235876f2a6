using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

[Collection(InvoiceClusterCollection.Name)]
public sealed class WaitingTests(InvoiceCluster cluster)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AwaitChange_ends_with_the_next_change_and_other_calls_are_answered_meanwhile()
    {
        var invoice = Bills.Hold("wait-change");
        await cluster.SubmitAsync(invoice, "wait-change");
        var held = await cluster.InMemoryAsync(invoice);
        var waits = Enumerable.Range(0, 20).Select(_ => cluster.Grain(invoice).AwaitChangeAsync(held.Seq, Long, Token)).ToArray();
        Assert.Equal(held.Seq, (await cluster.GetAsync(invoice))?.Seq);
        Assert.All(waits, wait => Assert.False(wait.IsCompleted));

        await cluster.SendAsync(invoice, Bills.Provide("wait-change-po", "PO-9"));
        await Task.WhenAll(waits).WaitAsync(Soon, Token);
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.Grain(invoice).GetCurrentAsync(Bills.Host, held.Seq, Token))?.Status);
    }

    [Fact]
    public async Task AwaitChange_of_what_is_not_in_memory_or_not_as_the_caller_knows_it_ends_at_once()
    {
        var invoice = Bills.Hold("wait-known");
        var held = (await cluster.SubmitAsync(invoice, "wait-known")).State!; // it was done
        await cluster.Grain(invoice).AwaitChangeAsync(held.Seq - 1, Long, Token).WaitAsync(Soon, Token);
        await cluster.Grain(invoice).AwaitChangeAsync(held.Seq + 1, Long, Token).WaitAsync(Soon, Token);
        await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        await cluster.Grain(invoice).AwaitChangeAsync(held.Seq, Long, Token).WaitAsync(Soon, Token);
        await cluster.Grain(Bills.Hold("wait-absent")).AwaitChangeAsync(1, Long, Token).WaitAsync(Soon, Token);
    }

    [Fact]
    public async Task AwaitChange_ends_when_the_time_is_up_or_the_caller_leaves()
    {
        var invoice = Bills.Hold("wait-bounded");
        await cluster.SubmitAsync(invoice, "wait-bounded");
        var held = await cluster.InMemoryAsync(invoice);
        await cluster.Grain(invoice).AwaitChangeAsync(held.Seq, TimeSpan.FromMilliseconds(50), Token).WaitAsync(Soon, Token);
        await cluster.Grain(invoice).AwaitChangeAsync(held.Seq, TimeSpan.FromSeconds(-1), Token).WaitAsync(Soon, Token);
        await cluster.Grain(invoice).AwaitChangeAsync(held.Seq, Long, Token).WaitAsync(InvoiceGrain.WaitMax + Soon, Token);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var wait = cluster.Grain(invoice).AwaitChangeAsync(held.Seq, Long, caller.Token);
        await cluster.GetAsync(invoice);
        await caller.CancelAsync();
        await Task.WhenAny(wait).WaitAsync(Soon, Token);
    }

    /// <summary>An activation that is not the only one learns of the other's events through whoever knows of them, or when its memory is old.</summary>
    [Fact]
    public async Task GetCurrent_of_a_stale_activation_reads_the_store_when_its_memory_cannot_be_right_or_is_old()
    {
        var invoice = Bills.Hold("wait-stale");
        await cluster.SubmitAsync(invoice, "wait-stale");
        var held = await cluster.InMemoryAsync(invoice);
        var after = await ElsewhereAsync(held, invoice, at => new RetriageRequested { AtMicros = at, Actor = "elsewhere", Reason = "test" });
        Assert.Equal(held.Seq, (await cluster.Grain(invoice).GetCurrentAsync(Bills.Host, held.Seq, Token))?.Seq);
        Assert.Equal(after.Seq, (await cluster.Grain(invoice).GetCurrentAsync(Bills.Host, after.Seq, Token))?.Seq);

        var later = await ElsewhereAsync(after, invoice, at => new Cancelled { AtMicros = at, Actor = "elsewhere", Reason = "test" });
        Assert.Equal(after.Seq, (await cluster.Grain(invoice).GetCurrentAsync(Bills.Host, after.Seq, Token))?.Seq);
        var wait = cluster.Grain(invoice).AwaitChangeAsync(after.Seq, Long, Token);
        cluster.Clock.Advance(InvoiceGrain.BelievedMax + TimeSpan.FromSeconds(1));
        Assert.Equal(later.Seq, (await cluster.Grain(invoice).GetCurrentAsync(Bills.Host, after.Seq, Token))?.Seq);

        // Whoever waits on it is told too.
        await wait.WaitAsync(Soon, Token);
    }

    [Fact]
    public async Task AwaitChange_does_not_keep_an_activation_from_ending_for_long()
    {
        var invoice = Bills.Hold("wait-ending");
        await cluster.SubmitAsync(invoice, "wait-ending");
        var held = await cluster.InMemoryAsync(invoice);
        var wait = cluster.Grain(invoice).AwaitChangeAsync(held.Seq, Long, Token);
        await cluster.GetAsync(invoice);
        await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice)).WaitAsync(InvoiceGrain.WaitMax + Soon + Soon, Token);
        await wait.WaitAsync(Soon, Token);
        Assert.Equal(held.Seq, (await cluster.Grain(invoice).GetCurrentAsync(Bills.Host, held.Seq, Token))?.Seq);
    }

    [Fact]
    public async Task GetCurrent_of_what_the_caller_may_not_see_is_nothing()
    {
        var invoice = Bills.Hold("wait-hidden");
        await cluster.SubmitAsync(invoice, "wait-hidden");
        Assert.Null(await cluster.Grain(invoice).GetCurrentAsync(Bills.CallerOf("south"), 0, Token));
        Assert.Null(await cluster.Grain(Bills.Hold("wait-nothing")).GetCurrentAsync(Bills.Host, 0, Token));
    }

    private async Task<InvoiceState> ElsewhereAsync(InvoiceState state, Invoice invoice, Func<long, InvoiceEvent> happen)
    {
        var append = Appends.After(state, invoice, happen(state.ReceivedAtMicros + state.Seq));
        Assert.Equal(AppendOutcome.Committed, (await cluster.Log.AppendAsync(append, Token)).Outcome);
        return append.After;
    }
}
