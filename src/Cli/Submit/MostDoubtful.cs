namespace Triage.Cli.Submit;

/// <summary>Keeps the most doubtful of any number of invoices, and no more than these.</summary>
internal sealed class MostDoubtful(int countMax)
{
    private readonly PriorityQueue<DoubtfulInvoice, DoubtfulInvoice> _kept = new(countMax + 1);

    public void Add(DoubtfulInvoice invoice)
    {
        if (invoice.Severity == 0 && invoice.TwinPoints == 0)
        {
            return;
        }

        if (_kept.Count < countMax)
        {
            _kept.Enqueue(invoice, invoice);
        }
        else
        {
            _kept.EnqueueDequeue(invoice, invoice);
        }
    }

    public IReadOnlyList<DoubtfulInvoice> InOrder() => [.. _kept.UnorderedItems.Select(item => item.Element).OrderDescending()];
}
