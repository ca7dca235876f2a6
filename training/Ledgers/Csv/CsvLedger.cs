using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Triage.Training.Ledgers.Csv;

/// <summary>
/// Rows of one key become one invoice, wherever in the file they stand. The file is read twice: first each key's last row is
/// found, then an invoice leaves memory as soon as that row is read. A file that can't be read to its end fails before its
/// first invoice is given.
/// </summary>
internal static class CsvLedger
{
    /// <summary>Rows in memory that wait for others of their invoice.</summary>
    public const int WaitingRowsMax = 500_000;

    public static async IAsyncEnumerable<LedgerEntry> ReadAsync(
        string path, LedgerMapping mapping, LedgerProgress? progress, [EnumeratorCancellation] CancellationToken cancellationToken, int waitingRowsMax = WaitingRowsMax)
    {
        var last = await LastRowsAsync(path, mapping, cancellationToken);
        var open = new Dictionary<string, CsvInvoice>(StringComparer.Ordinal);
        var (keyed, waiting) = (0, 0);
        await foreach (var row in CsvRowReader.ReadAsync(path, mapping, progress, cancellationToken))
        {
            if (row.Key is not { } key)
            {
                yield return new(null, new BadRow(row.Line, row.Problem ?? "the row has no key"));
                continue;
            }

            if (!open.TryGetValue(key, out var invoice))
            {
                open[key] = invoice = new CsvInvoice(mapping, key, row.Line);
            }

            invoice.Add(row);
            waiting++;
            if (last[keyed++])
            {
                open.Remove(key);
                waiting -= invoice.Rows;
                yield return invoice.Close();
            }

            if (waiting > waitingRowsMax)
            {
                throw new LedgerException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}: at line {row.Line} more than {waitingRowsMax} rows wait for others of their invoices. Sort the file by {string.Join(", ", mapping.Key.Select(part => part.Column))}."));
            }
        }

        foreach (var left in open.Values)
        {
            yield return left.Close();
        }
    }

    private static async Task<BitArray> LastRowsAsync(string path, LedgerMapping mapping, CancellationToken cancellationToken)
    {
        using var rows = new LastRows();
        await foreach (var row in CsvRowReader.ReadAsync(path, mapping, progress: null, cancellationToken))
        {
            if (row.Key is { } key)
            {
                rows.Add(key);
            }
        }

        return rows.Find();
    }
}
