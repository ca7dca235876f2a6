namespace Triage.Models.MasterData;

/// <summary>A column that a layout knows.</summary>
/// <param name="IsRequired">A file without it is refused.</param>
/// <param name="IsIgnored">Known from published files, and not used.</param>
public sealed record CsvColumn(string Name, bool IsRequired = false, bool IsIgnored = false);
