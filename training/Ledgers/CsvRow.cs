namespace Triage.Training.Ledgers;

/// <param name="Key">The invoice that the row belongs to; <c>null</c> where it belongs to none, for the reason in <paramref name="Problem"/>.</param>
internal sealed record CsvRow(long Number, string? Key, string? Problem, Dictionary<string, string>? Values);
