using Triage.Models.Csv;

namespace Triage.Training.Files;

/// <summary>The rows of a CSV file with a header, cells found by the column's name.</summary>
internal sealed class NamedColumns
{
    private NamedColumns(string path, string[] header, List<string[]> rows) => (Path, Header, Rows) = (path, header, rows);

    public string Path { get; }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<string[]> Rows { get; }

    public static NamedColumns Read(string path)
    {
        string[]? header = null;
        var rows = new List<string[]>();
        foreach (var record in CsvText.Read(WholeText.Read(path), ','))
        {
            if (record.Fault is { } fault)
            {
                throw new TrainingException($"{path}: line {record.Line}: {fault}.");
            }

            if (header is null)
            {
                header = record.Cells;
            }
            else
            {
                rows.Add(record.Cells);
            }
        }

        return header is null || rows.Count == 0 ? throw new TrainingException($"{path} has no rows below its header.") : new(path, header, rows);
    }

    public int PlaceOf(string column)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i] == column)
            {
                return i;
            }
        }

        throw new TrainingException($"{Path} has no column {column}; its columns are {string.Join(", ", Header)}.");
    }
}
