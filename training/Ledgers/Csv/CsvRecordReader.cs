using System.Globalization;
using Triage.Models.Csv;

namespace Triage.Training.Ledgers.Csv;

/// <summary>
/// Records of RFC 4180. A quote that is not closed can't swallow the rows after it: the record is at fault, and reading goes on
/// with the line after the one on which it began.
/// </summary>
internal sealed class CsvRecordReader(LineReader lines, char delimiter)
{
    private const int RecordLinesMax = 100;
    private readonly List<TextLine> _again = [];

    /// <summary>How many cells the header has; 0 while it is not read.</summary>
    public int Width { get; set; }

    /// <returns><c>null</c> at the end. Empty lines are passed over.</returns>
    /// <exception cref="LedgerException">Bytes are not of the encoding: the whole file may be in another one.</exception>
    public async ValueTask<CsvRecord?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } first)
        {
            if (first.Fault is not null || first.Text.Length > 0)
            {
                return first.Fault is { } fault ? new CsvRecord(first.Number, [], fault) : await RecordAsync(first, cancellationToken);
            }
        }

        return null;
    }

    private async ValueTask<CsvRecord> RecordAsync(TextLine first, CancellationToken cancellationToken)
    {
        var cells = new CsvCells(delimiter);
        var after = new List<TextLine>();
        var fault = cells.Add(first.Text);
        while (fault is null && cells.IsQuoteOpen)
        {
            if (after.Count == RecordLinesMax - 1 || await NextAsync(cancellationToken) is not { } next)
            {
                fault = "a quote that opens in this row is not closed";
                break;
            }

            after.Add(next);
            fault = next.Fault is null ? cells.Add(next.Text) : "a quote that opens in this row is not closed";
        }

        fault ??= Misfit(cells.Done);
        if (fault is null)
        {
            return new CsvRecord(first.Number, [.. cells.Done], null);
        }

        // What the quote took in may be rows of their own.
        _again.InsertRange(0, after);
        return new CsvRecord(first.Number, [], after.Count > 0 ? "a quote that opens in this row is not closed" : fault);
    }

    // Programs that fill up rows with empty cells mean no harm.
    private string? Misfit(List<string> cells)
    {
        if (Width > 0 && cells.Count > Width && cells.Skip(Width).All(string.IsNullOrWhiteSpace))
        {
            cells.RemoveRange(Width, cells.Count - Width);
        }

        return Width == 0 || cells.Count == Width ? null : string.Create(CultureInfo.InvariantCulture, $"the row has {cells.Count} cells, the header {Width}");
    }

    private async ValueTask<TextLine?> NextAsync(CancellationToken cancellationToken)
    {
        if (_again.Count > 0)
        {
            var line = _again[0];
            _again.RemoveAt(0);
            return line;
        }

        var read = await lines.ReadAsync(cancellationToken);
        return read is { IsUndecodable: true, Number: var number, Fault: var fault }
            ? throw new LedgerException($"{lines.Path}: line {number} has {fault}. If the whole file is in another encoding, the mapping can say so: encoding: windows-1252 (or {string.Join(", ", TextEncoding.Names)}); else mend the line.")
            : read;
    }
}
