namespace Triage.Training.Ledgers.Csv;

/// <param name="Line">Where the row begins, from 1.</param>
/// <param name="Key">The invoice that the row belongs to; <c>null</c> where that can't be told.</param>
/// <param name="Problem">What is wrong with the row; <c>null</c> for nothing.</param>
internal sealed record CsvRow(long Line, string? Key, string? Problem, string[] Cells, CsvColumns Columns)
{
    public string this[string column] => Cells[Columns[column]];
}
