using Triage.Training.Ledgers;

namespace Triage.Training.Files;

/// <summary>
/// How a truth file names an invoice of a ledger: by its id, or by the columns that the ledger's mapping makes the id of. Where those
/// that are hashed are left out, the rest stands for the one invoice whose id begins with it.
/// </summary>
internal sealed class InvoiceNames
{
    public const string Id = "source_invoice_id";

    private readonly HashSet<string> _ids;
    private readonly ILookup<string, string> _byStart;

    public InvoiceNames(IEnumerable<string> ids)
    {
        _ids = ids.ToHashSet(StringComparer.Ordinal);
        _byStart = _ids.Where(id => id.LastIndexOf('/') > 0).ToLookup(id => id[..id.LastIndexOf('/')], StringComparer.Ordinal);
    }

    /// <returns><c>null</c>: no invoice, or nobody can say which.</returns>
    public string? Find(string name) => _ids.Contains(name) ? name : _byStart[name].ToArray() is [var one] ? one : null;

    /// <param name="key">Of a CSV ledger; <c>null</c> for none.</param>
    /// <param name="prefix">Of the key's columns, where another invoice than the row's own is meant.</param>
    /// <param name="ids">Columns that may hold the id.</param>
    /// <returns><c>null</c> where the row names none, because cells are empty or columns are missing.</returns>
    public static string? In(TruthRow row, LedgerMapping? key, string prefix, params ReadOnlySpan<string> ids)
    {
        if (row.Cell(ids) is { Length: > 0 } id)
        {
            return id;
        }

        // A hashed part that is not given leaves the start of the id.
        var given = key?.Key.TakeWhile(part => row.Cell(prefix + part.Column) is { Length: > 0 }).ToArray() ?? [];
        return given.Length == 0 ? null : LedgerKey.OfParts(given.Select(part => (part.Hash, row.Cell(prefix + part.Column)!))); // taken while it is there
    }

    /// <summary>For a message: what may name an invoice.</summary>
    public static string Wanted(LedgerMapping? key, string prefix, string id) =>
        key is null ? id : $"{id} or {string.Join(", ", key.Key.Select(part => prefix + part.Column))}";
}
