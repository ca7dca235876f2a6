using System.Collections.Immutable;
using System.Text.Json;
using Triage.Training.Files;
using Triage.Training.Ledgers;

namespace Triage.Training.Anomaly;

/// <summary>
/// A file that says which invoices of a ledger are wrong, and how: CSV with a header, or one JSON object a line. An invoice is named by
/// <c>source_invoice_id</c>, or by the columns that the ledger's mapping makes it of. Kinds are taken as they are written.
/// </summary>
public sealed class AnomalyTruth
{
    private const string Id = "source_invoice_id";
    private static readonly string[] KindColumns = ["kind", "problem"];
    private static readonly string[] Right = ["", "none"];

    private readonly string _path;
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);

    private AnomalyTruth(string path) => _path = path;

    /// <param name="mapping">Of the ledger, where it is CSV.</param>
    public static AnomalyTruth Read(string path, string? mapping)
    {
        var truth = new AnomalyTruth(path);
        var key = mapping is null ? null : LedgerMapping.Load(mapping);
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        foreach (var row in plain.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Csv(path) : Json(path))
        {
            truth.Add(row, key);
        }

        return truth;
    }

    /// <exception cref="TrainingException">No invoice is one that the file names.</exception>
    public (ImmutableArray<LabelledInvoice> Ledger, int Unmatched) Label(ImmutableArray<LabelledInvoice> ledger)
    {
        // Where only a part of the key is given, it stands for the one invoice whose id begins with it.
        var byStart = ledger.Where(bill => bill.Invoice.SourceInvoiceId.LastIndexOf('/') > 0)
            .ToLookup(bill => bill.Invoice.SourceInvoiceId[..bill.Invoice.SourceInvoiceId.LastIndexOf('/')], bill => bill.Invoice.SourceInvoiceId, StringComparer.Ordinal);
        var ids = ledger.Select(bill => bill.Invoice.SourceInvoiceId).ToHashSet(StringComparer.Ordinal);
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        var unmatched = 0;
        foreach (var (id, kind) in _kinds)
        {
            var found = ids.Contains(id) ? id : byStart[id].Distinct().ToArray() is [var one] ? one : null;
            if (found is not null)
            {
                kinds.TryAdd(found, kind);
            }
            else
            {
                unmatched++;
            }
        }

        return kinds.Count > 0
            ? ([.. ledger.Select(bill => kinds.TryGetValue(bill.Invoice.SourceInvoiceId, out var kind) ? bill with { Kind = kind } : bill)], unmatched)
            : throw new TrainingException($"{_path} names no invoice of the ledger: its {Id} must be the ledger's, or its columns those of the mapping's key.");
    }

    private void Add(Dictionary<string, string> row, LedgerMapping? key)
    {
        var kind = KindColumns.Select(column => row.GetValueOrDefault(column)).FirstOrDefault(value => value is not null)
            ?? throw new TrainingException($"{_path} has a row without {KindColumns[0]}; its columns are {string.Join(", ", row.Keys)}.");
        if (!Right.Contains(kind.Trim()))
        {
            _kinds.TryAdd(IdOf(row, key), kind.Trim());
        }
    }

    private string IdOf(Dictionary<string, string> row, LedgerMapping? key)
    {
        if (row.TryGetValue(Id, out var id) && id.Trim().Length > 0)
        {
            return id.Trim();
        }

        // A hashed part that is not given leaves the start of the id.
        var given = key?.Key.TakeWhile(part => row.ContainsKey(part.Column)).ToArray() ?? [];
        return given.Length > 0
            ? LedgerKey.OfParts(given.Select(part => (part.Hash, row[part.Column].Trim())))
            : throw new TrainingException($"{_path} has neither {Id} nor the columns of the mapping's key{(key is null ? "" : $" ({string.Join(", ", key.Key.Select(part => part.Column))})")}; its columns are {string.Join(", ", row.Keys)}.");
    }

    private static IEnumerable<Dictionary<string, string>> Csv(string path)
    {
        var file = NamedColumns.Read(path);
        return file.Rows.Select(row => file.Header.Zip(row).DistinctBy(cell => cell.First).ToDictionary(cell => cell.First.Trim(), cell => cell.Second, StringComparer.Ordinal));
    }

    private static IEnumerable<Dictionary<string, string>> Json(string path)
    {
        var line = 0;
        foreach (var text in WholeText.Read(path).Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            Dictionary<string, JsonElement>? row;
            try
            {
                row = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text);
            }
            catch (JsonException)
            {
                row = null;
            }

            if (row is null)
            {
                throw new TrainingException($"{path}: line {line} is no JSON object.");
            }

            yield return row.ToDictionary(cell => cell.Key, cell => cell.Value.ValueKind == JsonValueKind.String ? cell.Value.GetString()! : cell.Value.ValueKind == JsonValueKind.Null ? "" : cell.Value.GetRawText(), StringComparer.Ordinal); // a string has a text
        }
    }
}
