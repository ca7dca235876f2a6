using System.Collections.Immutable;
using Triage.Models.Features.Text;

namespace Triage.Training.Pairs;

/// <summary>What pair scoring is measured against: the share of words, as spaces part them, that two records have in common.</summary>
internal static class WordJaccard
{
    public static IEnumerable<(double Score, bool IsMatch)> Of(ImmutableArray<LabelledPair> pairs) =>
        pairs.Select(pair => ((double)WordSets.Jaccard(Words(pair.Left), Words(pair.Right)), pair.IsMatch));

    private static HashSet<string> Words(ImmutableArray<string> cells) =>
        cells.SelectMany(cell => cell.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
}
