using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Triage.Training.Ledgers;

/// <summary>
/// Rows of one key become one invoice, wherever in the file they stand. The file is read twice: first
/// each key's rows are counted, then an invoice leaves memory as soon as its last row is read.
/// </summary>
internal static class CsvLedger
{
    public static async IAsyncEnumerable<LedgerEntry> ReadAsync(string path, LedgerMapping mapping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync(path, mapping, cancellationToken))
        {
            if (row.Key is { } key)
            {
                left[key] = left.GetValueOrDefault(key) + 1;
            }
        }

        var open = new Dictionary<string, CsvInvoice>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync(path, mapping, cancellationToken))
        {
            if (row.Key is not { } key)
            {
                yield return new(null, new BadRow(row.Number, row.Problem ?? "the row has no key"));
                continue;
            }

            if (!open.TryGetValue(key, out var invoice))
            {
                open[key] = invoice = new CsvInvoice(mapping, key, row.Number);
            }

            invoice.Add(row);
            if (--left[key] == 0)
            {
                open.Remove(key);
                yield return invoice.Close();
            }
        }
    }

    private static async IAsyncEnumerable<CsvRow> RowsAsync(string path, LedgerMapping mapping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = LedgerFile.Open(path);
        var damaged = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => damaged = true, DetectColumnCountChanges = false };
        using var parser = new CsvParser(reader, configuration);
        if (!await NextAsync(parser, path))
        {
            throw new LedgerException($"{path} is empty: a header row is expected.");
        }

        var columns = Header(path, parser.Record ?? [], mapping);
        while (await NextAsync(parser, path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Row(parser, columns, mapping, damaged);
            damaged = false;
        }
    }

    private static async Task<bool> NextAsync(CsvParser parser, string path)
    {
        try
        {
            return await parser.ReadAsync();
        }
        catch (DecoderFallbackException)
        {
            throw new LedgerException($"{path}: bytes after line {parser.RawRow} are not UTF-8. Convert it, for example with iconv -f WINDOWS-1252 -t UTF-8.");
        }
    }

    private static Dictionary<string, int> Header(string path, string[] header, LedgerMapping mapping)
    {
        var repeated = header.GroupBy(name => name, StringComparer.Ordinal).Where(g => g.Count() > 1 && mapping.Columns.Contains(g.Key)).Select(g => g.Key).ToArray();
        var missing = mapping.Columns.Except(header, StringComparer.Ordinal).ToArray();
        if (repeated.Length + missing.Length > 0)
        {
            var problems = new[] { missing.Length > 0 ? $"missing columns: {string.Join(", ", missing)}" : null, repeated.Length > 0 ? $"repeated columns: {string.Join(", ", repeated)}" : null }.OfType<string>();
            throw new LedgerException($"{path} does not fit the mapping: {string.Join("; ", problems)}. Its header has: {string.Join(", ", header)}");
        }

        return mapping.Columns.ToDictionary(name => name, name => Array.IndexOf(header, name), StringComparer.Ordinal);
    }

    private static CsvRow Row(CsvParser parser, Dictionary<string, int> columns, LedgerMapping mapping, bool damaged)
    {
        var record = parser.Record ?? [];
        long number = parser.RawRow;
        if (damaged)
        {
            return new CsvRow(number, null, "a quote is not closed or stands inside a field", null);
        }

        if (columns.Values.Any(i => i >= record.Length))
        {
            return new CsvRow(number, null, $"the row has {record.Length} columns, too few", null);
        }

        var values = columns.ToDictionary(c => c.Key, c => record[c.Value].Trim(), StringComparer.Ordinal);
        var parts = mapping.Key.Select(k => (k.Hash, Value: values[k.Column])).ToArray();
        if (parts.Any(p => p.Value.Length == 0))
        {
            return mapping.RowsWithoutKeyAreInvoices
                ? new CsvRow(number, $"row-{LedgerKey.Digest(string.Join('\u001f', record), 16)}-{number.ToString(CultureInfo.InvariantCulture)}", null, values)
                : new CsvRow(number, null, $"the key is incomplete: {string.Join(", ", mapping.Key.Select(k => k.Column))}", null);
        }

        var key = string.Join('/', parts.Select(p => p.Hash ? LedgerKey.Digest(p.Value, 12) : p.Value));
        return new CsvRow(number, key.Length <= 128 ? key : LedgerKey.Digest(key, 32), null, values);
    }
}
