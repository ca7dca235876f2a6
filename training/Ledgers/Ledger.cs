using System.Runtime.CompilerServices;
using Triage.Training.Ledgers.Csv;

namespace Triage.Training.Ledgers;

/// <summary>Reads invoices out of files: the API's own JSON (one message a line), or CSV through a mapping; either may be packed with gzip.</summary>
public static class Ledger
{
    /// <exception cref="LedgerException">The file or its mapping cannot be read at all. A bad row is an entry, not an exception.</exception>
    public static async IAsyncEnumerable<LedgerEntry> ReadAsync(string path, string? mapping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        var entries = Path.GetExtension(plain).ToLowerInvariant() switch
        {
            ".json" or ".jsonl" or ".ndjson" => JsonLedger.ReadAsync(path, cancellationToken),
            ".csv" when mapping is null => throw new LedgerException($"A CSV ledger needs a mapping of its columns: --mapping NAME|FILE (shipped: {string.Join(", ", ShippedMappings.Names)})."),
            ".csv" => CsvLedger.ReadAsync(path, LedgerMapping.Load(mapping), cancellationToken),
            _ => throw new LedgerException($"{path}: a ledger is .json, .jsonl, .ndjson or .csv, each optionally with .gz."),
        };
        await foreach (var entry in entries)
        {
            yield return entry;
        }
    }
}
