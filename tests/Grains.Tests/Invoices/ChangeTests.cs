using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

[Collection(InvoiceClusterCollection.Name)]
public sealed class ChangeTests(InvoiceCluster cluster)
{
    public static TheoryData<string> Ends => ["cancelled", "superseded"];

    [Theory, MemberData(nameof(Ends))]
    public async Task Change_invoice_that_is_no_longer_open_is_refused_and_leaves_nothing(string end)
    {
        var invoice = Bills.Hold($"ended-{end}");
        var seq = await EndAsync(invoice, end);
        Func<Task<InvoiceResult>>[] changes =
        [
            () => cluster.SendAsync(invoice, Bills.Provide($"{end}-late", "PO-1")),
            () => cluster.SendAsync(invoice, Bills.Retriage($"{end}-late")),
            () => cluster.SendAsync(invoice, Bills.Cancel($"{end}-late")),
            () => cluster.SubmitAsync(Bills.Submit(Bills.Clear($"ended-{end}-late"), $"{end}-late", supersedes: invoice)),
        ];
        foreach (var change in changes)
        {
            Assert.Equal(InvoiceOutcome.NotOpen, (await change()).Outcome);
        }

        Assert.Equal(seq, (await cluster.HoldsAsync(invoice)).Seq);
        Assert.Empty(await cluster.HistoryAsync(Bills.Clear($"ended-{end}-late")));
        foreach (var rpc in new[] { "ProvideReference", "Retriage", "Cancel", "Amend" })
        {
            Assert.Null(await cluster.FindRequestAsync(new RequestKey(rpc, $"{end}-late")));
        }

        // Its deadline wakes nothing either.
        cluster.Clock.Advance(TestPolicy.HoldTime);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        await cluster.FinishAsync(invoice);
        Assert.Equal(seq, (await cluster.HoldsAsync(invoice)).Seq);
    }

    [Fact]
    public async Task Change_unknown_or_hidden_invoice_is_not_found()
    {
        var (unknown, hidden) = (Bills.Review("unknown"), Bills.Review("hidden"));
        await cluster.SubmitAsync(hidden, "hidden");
        var south = Bills.CallerOf("south");
        InvoiceResult[] answers =
        [
            await cluster.SendAsync(unknown, Bills.Provide("unknown", "PO-1")),
            await cluster.SendAsync(unknown, Bills.Retriage("unknown")),
            await cluster.SendAsync(unknown, Bills.Cancel("unknown")),
            await cluster.SendAsync(hidden, Bills.Provide("hidden", "PO-1") with { Caller = south }),
            await cluster.SendAsync(hidden, Bills.Retriage("hidden") with { Caller = south }),
            await cluster.SendAsync(hidden, Bills.Cancel("hidden") with { Caller = south }),
        ];
        Assert.All(answers, answer => Assert.Equal((InvoiceOutcome.NotFound, (InvoiceState?)null), (answer.Outcome, answer.State)));
        Assert.Null(await cluster.Grain(hidden).GetAsync(south, TestContext.Current.CancellationToken));
        Assert.Empty(await cluster.Grain(hidden).GetHistoryAsync(south, TestContext.Current.CancellationToken));
        Assert.NotNull(await cluster.Grain(hidden).GetAsync(Bills.CallerOf("north"), TestContext.Current.CancellationToken));
        Assert.Equal(2, (await cluster.HoldsAsync(hidden)).Seq);
    }

    [Fact]
    public async Task Provide_another_value_for_a_reference_that_is_there_is_refused()
    {
        var invoice = Bills.Clear("reference-set");
        await cluster.SubmitAsync(invoice, "reference-set");
        Assert.Equal(InvoiceOutcome.ReferenceAlreadySet, (await cluster.SendAsync(invoice, Bills.Provide("reference-set", "PO-else"))).Outcome);
        Assert.Equal(2, (await cluster.HoldsAsync(invoice)).Seq);
        Assert.Equal(InvoiceOutcome.Done, (await cluster.SendAsync(invoice, Bills.Provide("reference-set", "PO-reference-set"))).Outcome);
    }

    [Fact]
    public async Task Retriage_judges_by_what_is_known_now()
    {
        var (first, second) = (Bills.Clear("again"), Bills.Clear("again") with { SourceInvoiceId = "again-second" });
        await cluster.SubmitAsync(first, "again");
        await cluster.SubmitAsync(second, "again-second");
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.HoldsAsync(first)).Status);
        var recalled = await cluster.SendAsync(first, Bills.Retriage("again"));
        Assert.Equal(VerdictKind.Review, recalled.State?.Verdict?.Kind);
        await cluster.SendAsync(second, Bills.Cancel("again"));
        var cleared = await cluster.SendAsync(first, Bills.Retriage("again-later"));
        Assert.Equal(VerdictKind.Clear, cleared.State?.Verdict?.Kind);
        await cluster.HoldsAsync(first);
        await cluster.HoldsAsync(second);
    }

    [Fact]
    public async Task History_tells_who_did_what_in_order_with_growing_positions()
    {
        var invoice = Bills.Hold("told");
        await cluster.SubmitAsync(invoice, "told");
        await cluster.SendAsync(invoice, Bills.Provide("told", "PO-1"));
        await cluster.SendAsync(invoice, Bills.Retriage("told"));
        await cluster.SendAsync(invoice, Bills.Cancel("told"));
        var history = await cluster.Grain(invoice).GetHistoryAsync(Bills.Host, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "Received host", "Triaged triage", "ReferenceProvided host", "Triaged triage",
                "RetriageRequested host", "Triaged triage", "Cancelled host",
            ],
            history.Select(stored => $"{stored.Event.Type} {stored.Event.Actor}"));
        Assert.Equal(history.Select(stored => stored.Position).Distinct().Order(), history.Select(stored => stored.Position));
        Assert.Equal("PO-1", Assert.IsType<ReferenceProvided>(history[2].Event).Value);
        Assert.Equal("look again", Assert.IsType<RetriageRequested>(history[4].Event).Reason);
        Assert.Equal("sent in error", Assert.IsType<Cancelled>(history[6].Event).Reason);
    }

    private async Task<long> EndAsync(Invoice invoice, string end)
    {
        await cluster.SubmitAsync(invoice, invoice.SourceInvoiceId);
        var ended = end == "cancelled"
            ? await cluster.SendAsync(invoice, Bills.Cancel(invoice.SourceInvoiceId))
            : await cluster.SubmitAsync(Bills.Submit(Bills.Clear($"{invoice.SourceInvoiceId}-by"), invoice.SourceInvoiceId, supersedes: invoice));
        Assert.Equal(InvoiceOutcome.Done, ended.Outcome);
        return (await cluster.HoldsAsync(invoice)).Seq;
    }
}
