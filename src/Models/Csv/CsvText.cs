using System.Globalization;

namespace Triage.Models.Csv;

/// <summary>
/// Records of a text that is in memory, by RFC 4180; lines end in LF, CRLF or CR. A quote that is not closed
/// cannot swallow the rows after it: its record is at fault, and reading goes on with the line after the one on which it began.
/// </summary>
public static class CsvText
{
    public const string OpenQuote = "a quote that opens in this row is not closed";

    /// <summary>A quoted cell may run over lines, but not over a whole file.</summary>
    private const int RecordLinesMax = 20;

    /// <summary>Empty lines are passed over. The first record is the header; each later one must be as wide, empty cells beyond it aside.</summary>
    public static IEnumerable<CsvRecord> Read(string text, char delimiter)
    {
        var width = 0;
        var next = new Place(0, 1);
        while (TakeLine(text, ref next) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            var number = next.Line - 1;
            var after = next;
            var cells = new CsvCells(delimiter);
            var fault = cells.Add(line);
            for (var lines = 1; fault is null && cells.IsQuoteOpen; lines++)
            {
                fault = lines < RecordLinesMax && TakeLine(text, ref after) is { } more ? cells.Add(more) : OpenQuote;
            }

            // What the quote took in may be rows of their own.
            next = fault is null ? after : next;
            fault ??= Misfit(cells.Done, width);
            width = width == 0 ? cells.Done.Count : width;
            yield return new CsvRecord(number, fault is null ? [.. cells.Done] : [], fault);
        }
    }

    // Programs that fill up rows with empty cells mean no harm.
    private static string? Misfit(List<string> cells, int width)
    {
        if (width > 0 && cells.Count > width && cells.Skip(width).All(string.IsNullOrWhiteSpace))
        {
            cells.RemoveRange(width, cells.Count - width);
        }

        return width == 0 || cells.Count == width
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"the row has {cells.Count} cells, the header {width}");
    }

    private static string? TakeLine(string text, ref Place place)
    {
        if (place.At >= text.Length)
        {
            return null;
        }

        var rest = text.AsSpan(place.At);
        var end = rest.IndexOfAny('\r', '\n');
        var line = end < 0 ? rest : rest[..end];
        var taken = end < 0 ? rest.Length : end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
        place = new Place(place.At + taken, place.Line + 1);
        return line.ToString();
    }

    private readonly record struct Place(int At, long Line);
}
