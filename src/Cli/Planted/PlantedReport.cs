namespace Triage.Cli.Planted;

/// <param name="Problems">By the problem's name.</param>
/// <param name="Unplanted">Invoices in which nothing was planted, and that no planted copy copies.</param>
internal sealed record PlantedReport(IReadOnlyDictionary<string, PlantedCounts> Problems, UnplantedCounts Unplanted);
