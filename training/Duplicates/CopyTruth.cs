using System.Collections.Immutable;
using Triage.Training.Files;
using Triage.Training.Ledgers;

namespace Triage.Training.Duplicates;

/// <summary>A file that says which bills of a ledger are copies, of which other and of what kind, and which only look like copies. Kinds are taken as they are written.</summary>
public sealed class CopyTruth
{
    private const string Unnamed = "copy";
    private const string OriginalPrefix = "copy_of_";
    private static readonly string[] Originals = ["copy_of", "related_source_invoice_id"];
    private static readonly string[] InOrder = ["", "none"];
    private static readonly string[] Decoys = [ReceivedBill.CreditAndRebill, ReceivedBill.Recurring];

    private readonly string _path;
    private readonly List<(TruthRow Row, string Copy, string Original, string Kind)> _copies = [];
    private readonly List<(string Bill, string Kind)> _decoys = [];

    private CopyTruth(string path) => _path = path;

    /// <param name="mapping">Of the ledger, where it is CSV.</param>
    /// <exception cref="TrainingException">A row that says nothing, with its line.</exception>
    public static CopyTruth Read(string path, string? mapping)
    {
        var truth = new CopyTruth(path);
        var key = mapping is null ? null : LedgerMapping.Load(mapping);
        foreach (var row in TruthFile.Read(path))
        {
            truth.Add(row, key);
        }

        return truth;
    }

    /// <summary>
    /// Of a bill and its copies whichever was received first came once, and every other came again: where a copy stands before its original, the two change places.
    /// </summary>
    /// <param name="bills">In the order of receipt.</param>
    /// <exception cref="TrainingException">No copy is one that the file names, or two rows contradict each other.</exception>
    public (ImmutableArray<ReceivedBill> Bills, int Unmatched) Label(ImmutableArray<ReceivedBill> bills)
    {
        var names = new InvoiceNames(bills.Select(bill => bill.Invoice.SourceInvoiceId));
        // A copy may have kept its original's id: then the earlier is the original.
        var places = bills.Select((bill, place) => (bill.Invoice.SourceInvoiceId, place)).ToLookup(bill => bill.SourceInvoiceId, bill => bill.place, StringComparer.Ordinal);
        var labelled = bills.ToBuilder();
        var unmatched = 0;
        foreach (var (bill, kind) in _decoys)
        {
            if (names.Find(bill) is { } found)
            {
                labelled[places[found].Last()] = labelled[places[found].Last()] with { Decoy = kind };
            }
            else
            {
                unmatched++;
            }
        }

        var originals = new Dictionary<int, (int Original, string Kind, TruthRow Row)>();
        foreach (var (row, copy, original, kind) in _copies)
        {
            if (names.Find(copy) is not { } copyId || names.Find(original) is not { } originalId)
            {
                unmatched++;
                continue;
            }

            var (of, from) = (places[copyId].Last(), places[originalId].First());
            if (of == from)
            {
                throw row.Refused($"{copy} cannot be a copy of itself: the ledger has one bill of that name.");
            }

            if (!originals.TryAdd(of, (from, kind, row)) && originals[of].Original != from)
            {
                throw row.Refused($"{copy} is a copy of another bill by line {originals[of].Row.Line}; a bill copies one other.");
            }
        }

        if (originals.Count == 0)
        {
            throw new TrainingException($"{_path} names no copy of the ledgers with its original: its {InvoiceNames.Id} and {Originals[0]} must be those of the ledgers, or its columns those of the mapping's key.");
        }

        foreach (var came in originals.GroupBy(copy => RootOf(copy.Key, originals)))
        {
            Mark(labelled, came.Key, came.ToDictionary(copy => copy.Key, copy => copy.Value.Kind));
        }

        return (labelled.ToImmutable(), unmatched);
    }

    private void Add(TruthRow row, LedgerMapping? key)
    {
        var kind = row.Cell("kind", "problem") ?? "";
        var original = InvoiceNames.In(row, key, OriginalPrefix, Originals);
        if (original is null && InOrder.Contains(kind))
        {
            return;
        }

        // What the generator's side files name beside copies is wrong in other ways.
        if (original is null && !Decoys.Contains(kind) && row.Cell("kind") is null)
        {
            return;
        }

        var bill = InvoiceNames.In(row, key, "", InvoiceNames.Id) ?? throw row.Lacks(InvoiceNames.Wanted(key, "", InvoiceNames.Id));
        if (Decoys.Contains(kind))
        {
            _decoys.Add((bill, kind));
        }
        else
        {
            _copies.Add((row, bill, original ?? throw row.Refused($"{bill} is of the kind {kind}, and nothing says which bill it copies: {InvoiceNames.Wanted(key, OriginalPrefix, Originals[0])}."), InOrder.Contains(kind) ? Unnamed : kind));
        }
    }

    /// <summary>A copy of a copy is one of the first.</summary>
    private static int RootOf(int copy, Dictionary<int, (int Original, string Kind, TruthRow Row)> originals)
    {
        var root = copy;
        for (var steps = 0; originals.TryGetValue(root, out var of); steps++)
        {
            root = steps <= originals.Count ? of.Original : throw of.Row.Refused("this bill and its original are copies of each other by other lines.");
        }

        return root;
    }

    private static void Mark(ImmutableArray<ReceivedBill>.Builder bills, int root, Dictionary<int, string> kinds)
    {
        var first = kinds.Keys.Append(root).Min();
        var split = $"{bills[root].Invoice.SourceInvoiceId}~{ReceivedBill.Split}";
        foreach (var (copy, kind) in kinds)
        {
            var again = copy == first ? root : copy;
            bills[again] = bills[again] with
            {
                Copy = kind,
                OriginalId = bills[first].Invoice.SourceInvoiceId,
                CountedAs = kind == ReceivedBill.Split ? split : $"{bills[copy].Invoice.SourceInvoiceId}~{copy}",
            };
        }
    }
}
