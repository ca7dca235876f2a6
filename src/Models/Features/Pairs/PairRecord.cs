using Triage.Models.Features.Text;

namespace Triage.Models.Features.Pairs;

/// <summary>One record, its cells ready to be compared.</summary>
public sealed class PairRecord
{
    internal PairRecord(PairCell[] cells, TermVector words, TermVector grams)
    {
        Cells = cells;
        Words = words;
        Grams = grams;
        Set = cells.SelectMany(cell => cell.Words).ToHashSet(StringComparer.Ordinal);
    }

    internal PairCell[] Cells { get; }

    /// <summary>Of all cells.</summary>
    internal TermVector Words { get; }

    internal TermVector Grams { get; }

    internal HashSet<string> Set { get; }
}
