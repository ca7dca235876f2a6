using Triage.Grains.Tests.Hosting;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

/// <summary>Nothing that an invoice waits for keeps it in memory: rows remember.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class IdleTests(InvoiceCluster cluster)
{
    [Fact]
    public async Task Collect_idle_invoices_leave_memory_and_come_back_as_they_were()
    {
        var invoices = Enumerable.Range(0, 100).SelectMany(n => new Invoice[] { Bills.Clear($"idle-c{n}"), Bills.Review($"idle-r{n}"), Bills.Hold($"idle-h{n}") }).ToArray();
        await Task.WhenAll(invoices.Select(invoice => cluster.SubmitAsync(invoice, invoice.SourceInvoiceId)));
        var before = await Task.WhenAll(invoices.Select(cluster.GetAsync));
        Assert.All(invoices, invoice => Assert.True(cluster.IsInMemory(InvoiceCluster.KeyOf(invoice))));

        await cluster.CollectIdleAsync();
        Assert.DoesNotContain(invoices, invoice => cluster.IsInMemory(InvoiceCluster.KeyOf(invoice)));

        var after = await Task.WhenAll(invoices.Select(cluster.GetAsync));
        Assert.Equal(before.Select(Texts.Of), after.Select(Texts.Of));
        Assert.Equal(100, after.Count(state => state?.Status == InvoiceStatus.OnHold));
    }
}
