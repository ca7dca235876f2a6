using Triage.Grains.Tests.Hosting;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

/// <summary>Nothing that an invoice waits for keeps it in memory: rows remember.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class IdleTests(InvoiceCluster cluster)
{
    private const int CollectionsMax = 100;

    [Fact]
    public async Task Collect_idle_invoices_leave_memory_and_come_back_as_they_were()
    {
        Func<string, Invoice>[] kinds = [Bills.Clear, Bills.Review, Bills.Hold];
        var invoices = kinds.SelectMany((bill, kind) => Enumerable.Range(0, 100).Select(n => bill($"idle-{"crh"[kind]}{n}"))).ToArray();
        await Task.WhenAll(invoices.Select(invoice => cluster.SubmitAsync(invoice, invoice.SourceInvoiceId)));
        var before = await Task.WhenAll(invoices.Select(cluster.GetAsync));
        Assert.All(invoices, invoice => Assert.True(IsInMemory(invoice)));

        // A grain is busy for a moment longer than its answer takes; then a collection passes over it, and the next one does not.
        for (var collections = 0; collections < CollectionsMax && invoices.Any(IsInMemory); collections++)
        {
            await cluster.CollectIdleAsync();
        }

        Assert.DoesNotContain(invoices, IsInMemory);

        var after = await Task.WhenAll(invoices.Select(cluster.GetAsync));
        Assert.Equal(before.Select(Texts.Of), after.Select(Texts.Of));
        Assert.Equal(100, after.Count(state => state?.Status == InvoiceStatus.OnHold));
    }

    private bool IsInMemory(Invoice invoice) => cluster.IsInMemory(InvoiceCluster.KeyOf(invoice));
}
