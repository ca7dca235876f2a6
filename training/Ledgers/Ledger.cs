using Triage.Training.Ledgers.Csv;

namespace Triage.Training.Ledgers;

/// <summary>Reads invoices out of files: the API's own JSON (one message a line), or CSV through a mapping; either may be packed with gzip.</summary>
public static class Ledger
{
    private const string CsvEnding = ".csv";
    private static readonly string[] JsonEndings = [".json", ".jsonl", ".ndjson"];

    /// <summary>Whether there is a file that can be read at all, before anything else is begun.</summary>
    /// <exception cref="LedgerException">No file, an ending that is not read, no mapping or a wrong one.</exception>
    public static void Check(string path, string? mapping)
    {
        if (!File.Exists(path))
        {
            throw new LedgerException($"There is no file {Path.GetFullPath(path)}. Check the path.");
        }

        if (Ending(path) == CsvEnding)
        {
            LedgerMapping.Load(mapping ?? throw new LedgerException($"A CSV ledger needs a mapping of its columns: --mapping NAME|FILE (shipped: {string.Join(", ", ShippedMappings.Names)})."));
        }
        else if (!JsonEndings.Contains(Ending(path)))
        {
            throw new LedgerException($"{path}: a ledger is .json, .jsonl, .ndjson or .csv, each optionally with .gz.");
        }
    }

    /// <param name="mapping">Of a CSV ledger's columns: a file or a shipped name; <c>null</c> for JSON.</param>
    /// <param name="progress">Told how much was read.</param>
    /// <exception cref="LedgerException">The file or its mapping cannot be read at all. A bad row is an entry, not an exception.</exception>
    public static IAsyncEnumerable<LedgerEntry> ReadAsync(string path, string? mapping, CancellationToken cancellationToken, LedgerProgress? progress = null)
    {
        Check(path, mapping);
        return mapping is not null && Ending(path) == CsvEnding
            ? CsvLedger.ReadAsync(path, LedgerMapping.Load(mapping), progress, cancellationToken)
            : JsonLedger.ReadAsync(path, progress, cancellationToken);
    }

    private static string Ending(string path) =>
        Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).ToLowerInvariant();
}
