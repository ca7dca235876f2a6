using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <param name="Model">The name that its score has.</param>
/// <param name="InvoicesThen">Counted in training.</param>
/// <param name="Invoices">Counted now.</param>
/// <param name="Columns">In the rows' order: the score is the last.</param>
public sealed record ModelDrift(string Model, long InvoicesThen, long Invoices, ImmutableArray<ColumnDrift> Columns)
{
    public ColumnDrift Score => Columns[^1];

    public ReadOnlySpan<ColumnDrift> Features => Columns.AsSpan()[..^1];

    public int Count(DriftLevel level)
    {
        var count = 0;
        foreach (var feature in Features)
        {
            count += feature.Level == level ? 1 : 0;
        }

        return count;
    }
}
