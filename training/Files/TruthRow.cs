namespace Triage.Training.Files;

/// <summary>One row of a truth file, cells found by the column's name.</summary>
internal sealed record TruthRow(string Path, long Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The trimmed cell of the first of the columns that the file has; <c>null</c> where it has none of them.</summary>
    public string? Cell(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Cells.TryGetValue(column, out var cell))
            {
                return cell.Trim();
            }
        }

        return null;
    }

    public TrainingException Refused(string why) => new($"{Path}: line {Line}: {why}");

    public TrainingException Lacks(string what) => Refused($"there is no {what}; its columns are {string.Join(", ", Cells.Keys)}.");
}
