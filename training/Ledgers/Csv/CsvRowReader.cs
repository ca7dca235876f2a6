using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Triage.Models.Csv;

namespace Triage.Training.Ledgers.Csv;

/// <summary>Rows of a file under its header, each with the key of its invoice.</summary>
internal static partial class CsvRowReader
{
    private const int LineCharactersMax = 1 << 20;

    public static async IAsyncEnumerable<CsvRow> ReadAsync(string path, LedgerMapping mapping, LedgerProgress? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = LedgerText.Open(path, mapping.Encoding, LineCharactersMax, progress);
        var records = new CsvRecordReader(lines, mapping.Delimiter);
        if (await records.ReadAsync(cancellationToken) is not { } header)
        {
            throw new LedgerException($"{path} is empty: a first row that names the columns is expected.");
        }

        if (header.Fault is not null)
        {
            throw new LedgerException($"{path}: the first row must name the columns, but line {header.Line} can't be read: {header.Fault}.");
        }

        var columns = CsvColumns.Of(path, header.Cells, mapping);
        records.Width = header.Cells.Length;
        while (await records.ReadAsync(cancellationToken) is { } record)
        {
            yield return Row(record, columns, mapping);
        }
    }

    private static CsvRow Row(CsvRecord record, CsvColumns columns, LedgerMapping mapping)
    {
        var cells = Array.ConvertAll(record.Cells, cell => cell.Trim());
        var keyColumns = mapping.Key.Select(part => part.Column);
        if ((record.Fault ?? Formula(cells, columns, keyColumns) ?? Shortened(cells, columns, mapping)) is { } keyless)
        {
            return new CsvRow(record.Line, null, keyless, cells, columns);
        }

        var problem = Formula(cells, columns, mapping.Columns);
        var parts = mapping.Key.Select(part => (part.Hash, Value: cells[columns[part.Column]])).ToArray();
        if (parts.Any(part => part.Value.Length == 0))
        {
            return mapping.RowsWithoutKeyAreInvoices
                ? new CsvRow(record.Line, $"row-{LedgerKey.Digest(string.Join('\u001f', cells), 16)}-{record.Line.ToString(CultureInfo.InvariantCulture)}", problem, cells, columns)
                : new CsvRow(record.Line, null, $"the key is incomplete: {string.Join(", ", keyColumns)}", cells, columns);
        }

        return new CsvRow(record.Line, LedgerKey.OfParts(parts), problem, cells, columns);
    }

    private static string? Formula(string[] cells, CsvColumns columns, IEnumerable<string> names) =>
        names.FirstOrDefault(name => cells[columns[name]].StartsWith('=')) is { } column ? $"{column}: a formula, not a value; save the sheet with values" : null;

    // A spreadsheet turns 123456789012 into 1.23457E+11: two invoices could become one.
    private static string? Shortened(string[] cells, CsvColumns columns, LedgerMapping mapping) =>
        mapping.Key.FirstOrDefault(part => !part.Hash && Scientific().IsMatch(cells[columns[part.Column]])) is { Column: { } column }
            ? $"{column}: a number that a spreadsheet shortened (such as 1.23E+11); format the column as text"
            : null;

    [GeneratedRegex(@"^\d[.,]\d+E\+\d+$")]
    private static partial Regex Scientific();
}
