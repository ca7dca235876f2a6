using Triage.Models.Scoring.Drift;
using Triage.Training.Evaluation;

namespace Triage.Training.Drift;

/// <summary>What one model was asked and said of many bills, evenly drawn where it is more than a reference needs.</summary>
/// <param name="rowsMax">Deciles of so many are off by less than the smallest drift that counts.</param>
internal sealed class AskedRows(string model, int rowsMax, ulong seed)
{
    private readonly RowSample _sample = new(rowsMax, seed);
    private long _invoices;
    private int _last = -1;

    /// <param name="invoice">Its place among those that are asked about, in order.</param>
    public void Offer(int invoice, ReadOnlySpan<float> row)
    {
        (_invoices, _last) = (invoice == _last ? _invoices : _invoices + 1, invoice);
        _sample.Offer(row);
    }

    /// <returns><c>null</c>: it was asked nothing.</returns>
    public ModelReference? ToReference()
    {
        if (_sample.Offered == 0)
        {
            return null;
        }

        // As many independent observations fewer as rows were left out: some of the invoices still have rows here, so that it is rather too few.
        var invoices = Math.Max(1, _invoices * _sample.Rows.Count / _sample.Offered);
        return new(model, invoices, [.. DriftRows.ColumnsOf(model).Select((name, column) => ColumnReference.Of(name, _sample.Rows.Select(row => row[column])))]);
    }
}
