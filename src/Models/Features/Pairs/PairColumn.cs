using Triage.Models.Features.Text;
using Triage.Models.Matching;

namespace Triage.Models.Features.Pairs;

/// <summary>A column's kind, and how rare words and trigrams are in it.</summary>
public sealed class PairColumn
{
    private const int GramSize = 3;

    // So many of a column's cells that are not empty must read as numbers or moments for it to be of them.
    private const double ReadShareMin = 0.8;
    private const double ShortWordsMean = 12;

    public PairColumn(string name, IReadOnlyList<string> cells)
    {
        Name = name;
        var filled = cells.Where(cell => !CellReading.IsNothing(cell)).ToArray();
        var words = filled.Select(SupplierName.Words).ToArray();
        Kind = KindOf(filled, words);
        Words = new(words.Select(cell => Terms.OfWords(cell)));
        Grams = new(words.Select(cell => Terms.Grams(cell, GramSize)));
    }

    public string Name { get; }

    public ColumnKind Kind { get; }

    internal TermWeights Words { get; }

    internal TermWeights Grams { get; }

    internal TermVector GramsOf(ReadOnlySpan<string> words) => Grams.VectorOf(Terms.Grams(words, GramSize));

    private static ColumnKind KindOf(string[] filled, string[][] words)
    {
        bool Mostly(Func<string, double?> read) => filled.Length > 0 && filled.Count(cell => read(cell) is not null) >= ReadShareMin * filled.Length;
        return Mostly(CellReading.Number) ? ColumnKind.Number
            : Mostly(CellReading.Moment) ? ColumnKind.Moment
            : words.Sum(cell => (double)cell.Length) <= ShortWordsMean * filled.Length ? ColumnKind.ShortText
            : ColumnKind.LongText;
    }
}
