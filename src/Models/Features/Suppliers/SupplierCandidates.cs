using System.Collections.Immutable;

namespace Triage.Models.Features.Suppliers;

/// <summary>The known suppliers that a name as written may mean, with the features of each; a supplier stands once for each of its names.</summary>
public sealed class SupplierCandidates
{
    private const float ComparedAlone = 10;

    private static readonly string[] ComparedNames =
        ["grams", "written_grams", "words", "asked_alike", "known_alike", "asked_rarest_found", "known_rarest_missed", "joined_edits", "sorted_edits", "jaro_winkler", "common_prefix", "kind_same"];

    private static readonly string[] RankedNames = ["grams", "written_grams"];

    public static readonly FeatureSchema Schema = new([
        .. SupplierNameFeatures.Names,
        .. ComparedNames.Select(name => $"{name}.ahead"),
        .. RankedNames.Select(name => $"{name}.rank"),
    ]);

    private static readonly int[] Compared = [.. ComparedNames.Select(name => Schema.Names.IndexOf(name))];
    private static readonly int[] Ranked = [.. RankedNames.Select(name => Schema.Names.IndexOf(name))];

    private readonly float[] _rows;

    internal SupplierCandidates(ImmutableArray<string> suppliers) => (Suppliers, _rows) = (suppliers, new float[suppliers.Length * Schema.Count]);

    public ImmutableArray<string> Suppliers { get; }

    public int Count => Suppliers.Length;

    public ReadOnlySpan<float> FeaturesOf(int candidate) => Row(candidate);

    internal Span<float> Row(int candidate) => _rows.AsSpan(candidate * Schema.Count, Schema.Count);

    /// <summary>What sets a candidate apart from the best that belongs to another supplier, and how many of such are ahead.</summary>
    internal void Compare()
    {
        for (var candidate = 0; candidate < Count; candidate++)
        {
            var row = Row(candidate);
            var at = SupplierNameFeatures.Names.Length;
            foreach (var feature in Compared)
            {
                var rival = Others(candidate).Select(other => Row(other)[feature]).DefaultIfEmpty(float.NaN).Max();
                row[at++] = float.IsNaN(rival) ? ComparedAlone : row[feature] - rival;
            }

            foreach (var feature in Ranked)
            {
                var mine = row[feature];
                row[at++] = Others(candidate).Count(other => Row(other)[feature] > mine);
            }
        }
    }

    private IEnumerable<int> Others(int candidate) => Enumerable.Range(0, Count).Where(other => Suppliers[other] != Suppliers[candidate]);
}
