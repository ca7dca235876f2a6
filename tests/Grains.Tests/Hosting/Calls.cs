using System.Collections.Immutable;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Grains.Tests.Hosting;

/// <summary>What a caller does with an invoice; each call ends with its test.</summary>
internal static class Calls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<InvoiceResult> SubmitAsync(this InvoiceCluster cluster, SubmitCommand command) =>
        cluster.Grain(command.Invoice).SubmitAsync(command, Token);

    public static Task<InvoiceResult> SubmitAsync(this InvoiceCluster cluster, Invoice invoice, string key) =>
        cluster.SubmitAsync(Bills.Submit(invoice, key));

    public static Task<InvoiceResult> SendAsync(this InvoiceCluster cluster, Invoice invoice, ProvideReferenceCommand command) =>
        cluster.Grain(invoice).ProvideReferenceAsync(command, Token);

    public static Task<InvoiceResult> SendAsync(this InvoiceCluster cluster, Invoice invoice, RetriageCommand command) =>
        cluster.Grain(invoice).RetriageAsync(command, Token);

    public static Task<InvoiceResult> SendAsync(this InvoiceCluster cluster, Invoice invoice, CancelCommand command) =>
        cluster.Grain(invoice).CancelAsync(command, Token);

    public static Task<InvoiceResult> SendAsync(this InvoiceCluster cluster, Invoice invoice, ReportCommand command) =>
        cluster.Grain(invoice).ReportAsync(command, Token);

    public static Task FinishAsync(this InvoiceCluster cluster, Invoice invoice) => cluster.Grain(invoice).FinishAsync(Token);

    /// <summary>An invoice that was answered leaves memory; here it is in memory again.</summary>
    public static async Task<InvoiceState> InMemoryAsync(this InvoiceCluster cluster, Invoice invoice)
    {
        await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        return await cluster.GetAsync(invoice) ?? throw new InvalidOperationException($"There is no invoice {invoice.SourceInvoiceId}.");
    }

    public static Task<InvoiceState?> GetAsync(this InvoiceCluster cluster, Invoice invoice) =>
        cluster.Grain(invoice).GetAsync(Bills.Host, Token);

    /// <summary>As the store has it.</summary>
    public static ValueTask<ImmutableArray<StoredEvent>> HistoryAsync(this InvoiceCluster cluster, Invoice invoice) =>
        cluster.Log.ReadAsync(InvoiceCluster.KeyOf(invoice), Token);

    public static ValueTask<IdempotencyRecord?> FindRequestAsync(this InvoiceCluster cluster, RequestKey request) =>
        cluster.Log.FindRequestAsync(InvoiceCluster.Tenant, request, Token);

    public static async Task AppendAsync(this InvoiceCluster cluster, InvoiceAppend append) =>
        Assert.Equal(AppendOutcome.Committed, (await cluster.Log.AppendAsync(append, Token)).Outcome);

    public static Task<InvoiceState> HoldsAsync(this InvoiceCluster cluster, Invoice invoice) =>
        Invariants.HoldOfAsync(cluster, InvoiceCluster.KeyOf(invoice));
}
