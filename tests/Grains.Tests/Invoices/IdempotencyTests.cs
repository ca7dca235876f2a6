using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.History;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

[Collection(InvoiceClusterCollection.Name)]
public sealed class IdempotencyTests(InvoiceCluster cluster)
{
    private const int AtOnce = 50;

    [Fact]
    public async Task Submit_one_key_fifty_times_at_once_is_one_invoice_and_equal_replies()
    {
        var invoice = Bills.Clear("fifty");
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => cluster.SubmitAsync(invoice, "fifty")));
        Assert.Single(answers.Select(Texts.OfReply).Distinct());
        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.HoldsAsync(invoice)).Status);
        Assert.Equal(2, (await cluster.HistoryAsync(invoice)).Length);
    }

    [Fact]
    public async Task Submit_one_key_for_fifty_invoices_at_once_makes_one_of_them()
    {
        var invoices = Enumerable.Range(0, AtOnce).Select(n => Bills.Clear($"one-of-{n}")).ToArray();
        var answers = await Task.WhenAll(invoices.Select(invoice => cluster.SubmitAsync(invoice, "one-of-fifty")));
        Assert.Single(answers, answer => answer.Outcome == InvoiceOutcome.Done);
        Assert.Equal(AtOnce - 1, answers.Count(answer => answer.Outcome == InvoiceOutcome.KeyReused));
        foreach (var (invoice, answer) in invoices.Zip(answers))
        {
            var history = await cluster.HistoryAsync(invoice);
            Assert.Equal(answer.Outcome == InvoiceOutcome.Done ? 2 : 0, history.Length);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Submit_key_with_another_payload_is_refused(bool inMemory)
    {
        var invoice = Bills.Clear($"other-payload-{inMemory}");
        var command = Bills.Submit(invoice, invoice.SourceInvoiceId);
        await cluster.SubmitAsync(command);
        if (!inMemory)
        {
            await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        }

        Assert.Equal(InvoiceOutcome.KeyReused, (await cluster.SubmitAsync(command with { Invoice = invoice with { TotalMinor = 1 } })).Outcome);
        var elsewhere = Bills.Clear($"other-invoice-{inMemory}");
        Assert.Equal(InvoiceOutcome.KeyReused, (await cluster.SubmitAsync(elsewhere, invoice.SourceInvoiceId)).Outcome);
        Assert.Null(await cluster.GetAsync(elsewhere));
        Assert.Equal(2, (await cluster.HoldsAsync(invoice)).Seq);
    }

    [Fact]
    public async Task Submit_known_invoice_with_another_payload_under_a_new_key_is_refused_and_the_key_stays_free()
    {
        var invoice = Bills.Clear("exists");
        var command = Bills.Submit(invoice, "exists");
        await cluster.SubmitAsync(command);
        var other = Bills.Submit(invoice with { TotalMinor = 1 }, "exists-other");
        Assert.Equal(InvoiceOutcome.InvoiceExists, (await cluster.SubmitAsync(other)).Outcome);
        Assert.Null(await cluster.FindRequestAsync(other.Request));
    }

    [Fact]
    public async Task Submit_without_waiting_keeps_its_reply_when_the_retry_waits()
    {
        var invoice = Bills.Clear("pending-reply");
        var command = Bills.Submit(invoice, "pending-reply", wait: false);
        var first = await cluster.SubmitAsync(command);
        Assert.Null(first.State?.Verdict);
        await cluster.FinishAsync(invoice);
        var again = await cluster.SubmitAsync(command with { WaitForVerdict = true });
        Assert.True(again.IsReplay);
        Assert.Equal(Texts.OfReply(first), Texts.OfReply(again));
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.HoldsAsync(invoice)).Status);
    }

    [Fact]
    public async Task Change_key_with_another_payload_or_invoice_is_refused()
    {
        var (invoice, other) = (Bills.Review("change-key"), Bills.Review("change-key-other"));
        await cluster.SubmitAsync(invoice, "change-key");
        await cluster.SubmitAsync(other, "change-key-other");
        Assert.Equal(InvoiceOutcome.Done, (await cluster.SendAsync(invoice, Bills.Retriage("change"))).Outcome);
        Assert.Equal(InvoiceOutcome.KeyReused, (await cluster.SendAsync(invoice, Bills.Retriage("change", "another reason"))).Outcome);
        Assert.Equal(InvoiceOutcome.KeyReused, (await cluster.SendAsync(other, Bills.Retriage("change"))).Outcome);
        Assert.Equal(2, (await cluster.HoldsAsync(other)).Seq);

        // Keys are scoped to the rpc: the same one is free for another.
        Assert.Equal(InvoiceOutcome.Done, (await cluster.SendAsync(invoice, Bills.Cancel("change"))).Outcome);
    }

    [Fact]
    public async Task Provide_one_key_fifty_times_at_once_is_one_event_and_equal_replies()
    {
        var invoice = Bills.Hold("fifty-references");
        await cluster.SubmitAsync(invoice, "fifty-references");
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => cluster.SendAsync(invoice, Bills.Provide("fifty", "PO-50"))));
        Assert.Single(answers.Select(Texts.OfReply).Distinct());
        Assert.Single(answers, answer => !answer.IsReplay);
        var history = await cluster.HistoryAsync(invoice);
        Assert.Single(history, stored => stored.Event is ReferenceProvided);
        await cluster.HoldsAsync(invoice);
    }
}
