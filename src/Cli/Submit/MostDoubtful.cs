namespace Triage.Cli.Submit;

/// <summary>Keeps the most doubtful of any number of invoices, of each kind a few, and no more than these.</summary>
internal sealed class MostDoubtful(int countMax)
{
    // So that one frequent kind does not hide the others.
    private const int PerKindMax = 3;
    private readonly Dictionary<string, List<DoubtfulInvoice>> _kept = new(StringComparer.Ordinal);

    public void Add(DoubtfulInvoice invoice)
    {
        if (invoice.Severity == 0 && invoice.TwinPoints == 0)
        {
            return;
        }

        ForgetOtherHalf(invoice);
        if (!_kept.TryGetValue(invoice.Kind, out var kind))
        {
            _kept[invoice.Kind] = kind = [];
        }

        // More than are shown: a half that is forgotten later leaves its place to the next.
        int at = kind.FindIndex(other => invoice.CompareTo(other) > 0);
        kind.Insert(at < 0 ? kind.Count : at, invoice);
        if (kind.Count > countMax)
        {
            kind.RemoveAt(countMax);
        }
    }

    public IReadOnlyList<DoubtfulInvoice> InOrder() => [.. _kept.Values.SelectMany(kind => kind.Take(PerKindMax)).OrderDescending().Take(countMax)];

    // Two invoices that name each other are one thing to look at; the later one shows it.
    private void ForgetOtherHalf(DoubtfulInvoice invoice)
    {
        if (invoice.TwinInvoiceId is null)
        {
            return;
        }

        foreach (var kind in _kept.Values)
        {
            kind.RemoveAll(other => other.InvoiceId == invoice.TwinInvoiceId && other.TwinInvoiceId == invoice.InvoiceId);
        }
    }
}
