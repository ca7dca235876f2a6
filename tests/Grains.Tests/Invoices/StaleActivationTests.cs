using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

/// <summary>Another activation wrote in between: what Orleans allows for a short while, here by an append past the grain.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class StaleActivationTests(InvoiceCluster cluster)
{
    private static readonly TimeSpan DeactivationTimeMax = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Writes => ["provide", "retriage", "cancel", "submit", "report"];

    [Theory, MemberData(nameof(Writes))]
    public async Task Write_history_moved_on_by_another_is_refused_forgotten_and_deactivated(string write)
    {
        var invoice = Bills.Review($"stale-{write}");
        var key = InvoiceCluster.KeyOf(invoice);
        var before = await StateAfterSubmitAsync(invoice);
        await cluster.AppendAsync(Appends.After(before, invoice, CancelledByAnother));

        var gone = cluster.GoneFromMemoryAsync(key);
        Assert.False(gone.IsCompleted);
        await Assert.ThrowsAsync<StaleActivationException>(() => WriteAsync(write, invoice));
        await gone.WaitAsync(DeactivationTimeMax, TestContext.Current.CancellationToken);

        // The next activation knows the history, and nothing of the refused write is in it.
        var retried = await WriteAsync(write, invoice);
        Assert.Equal(write is "submit" or "report" ? InvoiceOutcome.Done : InvoiceOutcome.NotOpen, retried.Outcome);
        var state = await cluster.HoldsAsync(invoice);

        // A report is never refused: it came too late to be true, and a person looks at it.
        Assert.Equal((write == "report" ? 5 : 3, InvoiceStatus.Cancelled), (state.Seq, state.Status));
    }

    [Fact]
    public async Task Submit_activation_that_knows_of_no_invoice_meets_one_and_answers_to_it()
    {
        var invoice = Bills.Clear("stale-absent");
        Assert.Null(await cluster.GetAsync(invoice));
        await cluster.AppendAsync(Appends.Received(invoice, "stale-absent"));
        var answer = await cluster.SubmitAsync(invoice, "stale-absent");
        Assert.Equal((InvoiceOutcome.Done, true), (answer.Outcome, answer.IsReplay));
        Assert.Equal(InvoiceStatus.Cleared, (await cluster.HoldsAsync(invoice)).Status);
    }

    [Fact]
    public async Task Retry_request_begun_by_another_activation_is_finished_by_this_one()
    {
        var invoice = Bills.Review("stale-begun");
        await BeginRetriagePastTheGrainAsync(invoice, "begun");
        var answer = await Retrying.UntilAnsweredAsync(() => cluster.SendAsync(invoice, Bills.Retriage("begun")));
        Assert.Equal((InvoiceOutcome.Done, 4), (answer.Outcome, answer.State?.Seq));
        await cluster.HoldsAsync(invoice);
    }

    [Fact]
    public async Task Scan_judgement_begun_by_another_activation_is_finished_by_this_one()
    {
        var invoice = Bills.Review("stale-scanned");
        await BeginRetriagePastTheGrainAsync(invoice, "scanned");
        cluster.Clock.Advance(InvoiceState.DueGrace);
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(4, (await cluster.HoldsAsync(invoice)).Seq);
    }

    private static Cancelled CancelledByAnother => new() { AtMicros = 1, Actor = "another", Reason = "by another activation" };

    private async Task BeginRetriagePastTheGrainAsync(Invoice invoice, string key)
    {
        var before = await StateAfterSubmitAsync(invoice);
        var command = Bills.Retriage(key);
        var happened = new RetriageRequested { AtMicros = 1, Actor = "host", Request = command.Request, Reason = command.Reason };
        var claim = new IdempotencyClaim(command.Request, RequestHash.Of(InvoiceCluster.KeyOf(invoice).Path, 0, command.Reason), null);
        await cluster.AppendAsync(Appends.After(before, invoice, happened, claim));
    }

    private async Task<InvoiceState> StateAfterSubmitAsync(Invoice invoice)
    {
        var answer = await cluster.SubmitAsync(invoice, invoice.SourceInvoiceId);
        Assert.Equal(VerdictKind.Review, answer.State?.Verdict?.Kind);
        return await cluster.InMemoryAsync(invoice);
    }

    private Task<InvoiceResult> WriteAsync(string write, Invoice invoice) => write switch
    {
        "provide" => cluster.SendAsync(invoice, Bills.Provide(invoice.SourceInvoiceId, "C-1", Reference.Contract)),
        "retriage" => cluster.SendAsync(invoice, Bills.Retriage(invoice.SourceInvoiceId)),
        "report" => cluster.SendAsync(invoice, Bills.Report(invoice.SourceInvoiceId)),
        "cancel" => cluster.SendAsync(invoice, Bills.Cancel(invoice.SourceInvoiceId)),
        _ => cluster.SubmitAsync(invoice, $"{invoice.SourceInvoiceId}-second"),
    };
}
