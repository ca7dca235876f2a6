using System.Collections.Immutable;
using Triage.Training.Files;
using Triage.Training.Ledgers;

namespace Triage.Training.Anomaly;

/// <summary>A file that says which invoices of a ledger are wrong, and how. Kinds are taken as they are written.</summary>
public sealed class AnomalyTruth
{
    private static readonly string[] Right = ["", "none"];

    private readonly string _path;
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);

    private AnomalyTruth(string path) => _path = path;

    /// <param name="mapping">Of the ledger, where it is CSV.</param>
    public static AnomalyTruth Read(string path, string? mapping)
    {
        var truth = new AnomalyTruth(path);
        var key = mapping is null ? null : LedgerMapping.Load(mapping);
        foreach (var row in TruthFile.Read(path))
        {
            var kind = row.Cell("kind", "problem") ?? throw row.Lacks("kind");
            if (!Right.Contains(kind))
            {
                truth._kinds.TryAdd(InvoiceNames.In(row, key, "", InvoiceNames.Id) ?? throw row.Lacks(InvoiceNames.Wanted(key, "", InvoiceNames.Id)), kind);
            }
        }

        return truth;
    }

    /// <exception cref="TrainingException">No invoice is one that the file names.</exception>
    public (ImmutableArray<LabelledInvoice> Ledger, int Unmatched) Label(ImmutableArray<LabelledInvoice> ledger)
    {
        var names = new InvoiceNames(ledger.Select(bill => bill.Invoice.SourceInvoiceId));
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        var unmatched = 0;
        foreach (var (name, kind) in _kinds)
        {
            if (names.Find(name) is { } found)
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
            : throw new TrainingException($"{_path} names no invoice of the ledger: its {InvoiceNames.Id} must be the ledger's, or its columns those of the mapping's key.");
    }
}
