using System.Collections.Immutable;
using Triage.Models.Features.Suppliers;
using Triage.Models.Matching;
using Triage.Training.Files;

namespace Triage.Training.Suppliers;

/// <summary>
/// Names as written and the suppliers they mean, from a CSV file: raw_supplier, kind, truth_name, truth_id. One supplier is what
/// shares an id; where there is no id, its canonical name stands for it.
/// </summary>
public sealed class SupplierTruth
{
    private SupplierTruth(ImmutableArray<(string Supplier, string Name)> known, ImmutableArray<WrittenSupplier> written) => (Known, Written) = (known, written);

    /// <summary>Every canonical name of the file, once: these are the candidates.</summary>
    public ImmutableArray<(string Supplier, string Name)> Known { get; }

    public ImmutableArray<WrittenSupplier> Written { get; }

    /// <summary>Those that normalising alone does not bring to a canonical name of theirs.</summary>
    public ImmutableArray<WrittenSupplier> Differing()
    {
        var names = Known.ToLookup(known => known.Supplier, known => SupplierName.Normalise(known.Name), StringComparer.Ordinal);
        return [.. Written.Where(written => !names[written.Supplier!].Contains(SupplierName.Normalise(written.Name)))]; // Read gives each a supplier
    }

    public SupplierNameIndex Index() => new(Known);

    public static SupplierTruth Read(string path)
    {
        var file = NamedColumns.Read(path);
        var (raw, kind, name, id) = (file.PlaceOf("raw_supplier"), file.PlaceOf("kind"), file.PlaceOf("truth_name"), file.PlaceOf("truth_id"));
        var rows = file.Rows.Select(row => (Raw: row[raw], Kind: row[kind], Name: Spaced(row[name]), Id: row[id].Trim())).ToArray();
        if (rows.FirstOrDefault(row => row.Name.Length == 0) is { Raw: { } nameless })
        {
            throw new TrainingException($"{path}: {nameless} has no truth_name. Names without a supplier belong into the file for --nomatch.");
        }

        var suppliers = Suppliers(rows.Select(row => (row.Name, row.Id)));
        return new(
            [.. rows.Select(row => row.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(known => (suppliers[known], known))],
            [.. rows.Select(row => new WrittenSupplier(row.Raw, suppliers[row.Name], row.Kind)).Distinct()]);
    }

    public static ImmutableArray<WrittenSupplier> ReadNoMatch(string path)
    {
        var file = NamedColumns.Read(path);
        var raw = file.PlaceOf("raw_supplier");
        return [.. file.Rows.Select(row => row[raw]).Distinct(StringComparer.Ordinal).Select(name => new WrittenSupplier(name, null, ""))];
    }

    /// <summary>Names that share an id are one supplier, called by the first of them; ids that share a name are one too.</summary>
    private static Dictionary<string, string> Suppliers(IEnumerable<(string Name, string Id)> rows)
    {
        var supplier = new Dictionary<string, string>(StringComparer.Ordinal);
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        string Root(string name) => supplier[name] == name ? name : Root(supplier[name]);
        foreach (var (name, id) in rows)
        {
            supplier.TryAdd(name, name);
            if (id.Length > 0 && !byId.TryAdd(id, name))
            {
                supplier[Root(name)] = Root(byId[id]);
            }
        }

        return supplier.Keys.ToDictionary(name => name, Root, StringComparer.Ordinal);
    }

    private static string Spaced(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
