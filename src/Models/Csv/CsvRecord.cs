namespace Triage.Models.Csv;

/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Cells">Empty where it is at fault.</param>
/// <param name="Fault">Why its cells can't be told; <c>null</c> for none.</param>
public readonly record struct CsvRecord(long Line, string[] Cells, string? Fault);
