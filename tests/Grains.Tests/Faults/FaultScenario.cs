using System.Collections.Frozen;
using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Faults;

/// <summary>A request whose storage calls are failed one by one.</summary>
/// <param name="Arrange">What is there before it.</param>
/// <param name="Request">Sent again as it is until it is answered.</param>
/// <param name="Ends">The invoices that it touches, with the status in which they end.</param>
internal sealed record FaultScenario(
    Func<InvoiceCluster, string, Task> Arrange,
    Func<InvoiceCluster, string, Task<InvoiceResult>> Request,
    Func<string, IReadOnlyList<(Invoice Invoice, InvoiceStatus Status)>> Ends)
{
    public static readonly FrozenDictionary<string, FaultScenario> All = new Dictionary<string, FaultScenario>
    {
        ["submit"] = new(
            NothingThere,
            (cluster, id) => cluster.SubmitAsync(Bills.Review(id), id),
            id => [(Bills.Review(id), InvoiceStatus.InReview)]),
        ["submit-without-waiting"] = new(
            NothingThere,
            async (cluster, id) =>
            {
                var answer = await cluster.SubmitAsync(Bills.Submit(Bills.Clear(id), id, wait: false));
                await cluster.FinishAsync(Bills.Clear(id));
                return answer;
            },
            id => [(Bills.Clear(id), InvoiceStatus.Cleared)]),
        ["submit-under-a-second-key"] = new(
            SubmittedAsync(Bills.Clear),
            (cluster, id) => cluster.SubmitAsync(Bills.Clear(id), $"{id}-second"),
            id => [(Bills.Clear(id), InvoiceStatus.Cleared)]),
        ["submit-pending-under-a-second-key"] = new(
            PendingAsync,
            (cluster, id) => cluster.SubmitAsync(Bills.Clear(id), $"{id}-second"),
            id => [(Bills.Clear(id), InvoiceStatus.Cleared)]),
        ["provide-reference"] = new(
            SubmittedAsync(Bills.Hold),
            (cluster, id) => cluster.SendAsync(Bills.Hold(id), Bills.Provide(id, $"PO-{id}")),
            id => [(Bills.Hold(id), InvoiceStatus.Cleared)]),
        ["retriage"] = new(
            SubmittedAsync(Bills.Review),
            (cluster, id) => cluster.SendAsync(Bills.Review(id), Bills.Retriage(id)),
            id => [(Bills.Review(id), InvoiceStatus.InReview)]),
        ["cancel"] = new(
            SubmittedAsync(Bills.Review),
            (cluster, id) => cluster.SendAsync(Bills.Review(id), Bills.Cancel(id)),
            id => [(Bills.Review(id), InvoiceStatus.Cancelled)]),
        ["cancel-pending"] = new(
            PendingAsync,
            (cluster, id) => cluster.SendAsync(Bills.Clear(id), Bills.Cancel(id)),
            id => [(Bills.Clear(id), InvoiceStatus.Cancelled)]),
        ["report"] = new(
            SubmittedAsync(Bills.Clear),
            (cluster, id) => cluster.SendAsync(Bills.Clear(id), Bills.Report(id)),
            id => [(Bills.Clear(id), InvoiceStatus.Posted)]),
        ["report-refused"] = new(
            SubmittedAsync(Bills.Clear),
            (cluster, id) => cluster.SendAsync(Bills.Clear(id), Bills.Report(id, ReportedFact.ErpRejected)),
            id => [(Bills.Clear(id), InvoiceStatus.InReview)]),
        ["report-contradictory"] = new(
            CancelledAsync,
            (cluster, id) => cluster.SendAsync(Bills.Clear(id), Bills.Report(id)),
            id => [(Bills.Clear(id), InvoiceStatus.Cancelled)]),
        ["report-pending"] = new(
            PendingAsync,
            (cluster, id) => cluster.SendAsync(Bills.Clear(id), Bills.Report(id)),
            id => [(Bills.Clear(id), InvoiceStatus.Posted)]),
        ["report-reference"] = new(
            SubmittedAsync(Bills.Hold),
            (cluster, id) => cluster.SendAsync(Bills.Hold(id), Reference(id)),
            id => [(Bills.Hold(id), InvoiceStatus.Cleared)]),
        ["amend"] = new(
            SubmittedAsync(Bills.Review),
            (cluster, id) => AmendAsync(cluster, id, Bills.Review(id)),
            id => [(Bills.Review(id), InvoiceStatus.Superseded), (Corrected(id), InvoiceStatus.Cleared)]),
        ["amend-pending"] = new(
            PendingAsync,
            (cluster, id) => AmendAsync(cluster, id, Bills.Clear(id)),
            id => [(Bills.Clear(id), InvoiceStatus.Superseded), (Corrected(id), InvoiceStatus.Cleared)]),
    }.ToFrozenDictionary();

    private static Invoice Corrected(string id) => Bills.Clear(id) with { SourceInvoiceId = $"{id}-corrected" };

    private static Task<InvoiceResult> AmendAsync(InvoiceCluster cluster, string id, Invoice old) =>
        cluster.SubmitAsync(Bills.Submit(Corrected(id), id, supersedes: old));

    private static Task NothingThere(InvoiceCluster cluster, string id) => Task.CompletedTask;

    private static Func<InvoiceCluster, string, Task> SubmittedAsync(Func<string, Invoice> bill) =>
        (cluster, id) => cluster.SubmitAsync(bill(id), $"{id}-first");

    private static ReportCommand Reference(string id)
    {
        var command = Bills.Report(id, ReportedFact.ReferenceProvided);
        return command with { Report = command.Report with { Reference = Models.Intake.Reference.PurchaseOrder, Value = $"PO-{id}" } };
    }

    private static async Task CancelledAsync(InvoiceCluster cluster, string id)
    {
        await cluster.SubmitAsync(Bills.Clear(id), $"{id}-first");
        await cluster.SendAsync(Bills.Clear(id), Bills.Cancel($"{id}-cancel"));
    }

    private static Task PendingAsync(InvoiceCluster cluster, string id) =>
        cluster.AppendAsync(Appends.Received(Bills.Clear(id), $"{id}-first"));
}
