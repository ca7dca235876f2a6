namespace Triage.Cli.Output;

/// <summary>A table as lines of text, in columns two spaces apart; numbers stand right.</summary>
internal static class PlainTable
{
    public static void Write(TextWriter writer, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = headers.Select((header, column) => (Width: rows.Select(row => row[column].Length).Append(header.Length).Max(), IsRight: IsOfNumbers(rows, column))).ToArray();
        writer.WriteLine(Row(headers, columns));
        foreach (var row in rows)
        {
            writer.WriteLine(Row(row, columns));
        }
    }

    public static bool IsOfNumbers(IReadOnlyList<IReadOnlyList<string>> rows, int column) => rows.All(row => row[column].All(c => char.IsAsciiDigit(c) || c is ',' or '.' or '-'));

    private static string Row(IReadOnlyList<string> cells, (int Width, bool IsRight)[] columns) =>
        ("  " + string.Join("  ", cells.Select((cell, at) => columns[at].IsRight ? cell.PadLeft(columns[at].Width) : cell.PadRight(columns[at].Width)))).TrimEnd();
}
