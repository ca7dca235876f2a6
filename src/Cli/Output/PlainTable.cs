namespace Triage.Cli.Output;

/// <summary>A table as lines of text, in columns two spaces apart.</summary>
internal static class PlainTable
{
    public static void Write(TextWriter writer, string title, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = headers.Select((header, column) => rows.Select(row => row[column].Length).Append(header.Length).Max()).ToArray();
        writer.WriteLine();
        writer.WriteLine(title);
        writer.WriteLine(Row(headers, widths));
        foreach (var row in rows)
        {
            writer.WriteLine(Row(row, widths));
        }
    }

    private static string Row(IReadOnlyList<string> cells, int[] widths) =>
        ("  " + string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd();
}
