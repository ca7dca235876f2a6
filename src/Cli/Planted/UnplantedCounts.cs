namespace Triage.Cli.Planted;

/// <param name="Flagged">Of them, with an exception all the same. Not all are wrong: an amount over the limit is over it unplanted too.</param>
internal sealed record UnplantedCounts(long Invoices, long Flagged, IReadOnlyDictionary<string, long> Exceptions);
