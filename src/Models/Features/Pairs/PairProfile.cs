using System.Collections.Immutable;
using Triage.Models.Features.Text;
using Triage.Models.Matching;

namespace Triage.Models.Features.Pairs;

/// <summary>What is known of two tables' columns before any pair is labelled: their kinds, and how rare their words are.</summary>
public sealed class PairProfile
{
    private const int GramSize = 3;
    private readonly TermWeights _words;
    private readonly TermWeights _grams;

    /// <param name="columns">The columns that both tables have.</param>
    /// <param name="records">The cells of all records of both, in the order of the columns.</param>
    public PairProfile(ImmutableArray<string> columns, IReadOnlyList<ImmutableArray<string>> records)
    {
        Columns = [.. columns.Select((name, at) => new PairColumn(name, [.. records.Select(record => record[at])]))];
        var words = records.Select(AllWords).ToArray();
        _words = new(words.Select(record => Terms.OfWords(record)));
        _grams = new(words.Select(record => Terms.Grams(record, GramSize)));
        Schema = PairFeatures.SchemaOf(this);
    }

    public ImmutableArray<PairColumn> Columns { get; }

    public FeatureSchema Schema { get; }

    public PairRecord Read(ImmutableArray<string> cells)
    {
        var words = AllWords(cells);
        return new([.. cells.Select((cell, at) => new PairCell(cell, Columns[at]))], _words.VectorOf(Terms.OfWords(words)), _grams.VectorOf(Terms.Grams(words, GramSize)));
    }

    private static string[] AllWords(ImmutableArray<string> cells) => [.. cells.Where(cell => !CellReading.IsNothing(cell)).SelectMany(SupplierName.Words)];
}
