using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Triage.Models.Features.Text;

namespace Triage.Training.Pairs;

/// <summary>What pair scoring is measured against: the share of words, runs of letters and digits, that two records have in common.</summary>
internal static partial class WordJaccard
{
    public static IEnumerable<(double Score, bool IsMatch)> Of(ImmutableArray<LabelledPair> pairs) =>
        pairs.Select(pair => ((double)WordSets.Jaccard(Words(pair.Left), Words(pair.Right)), pair.IsMatch));

    private static HashSet<string> Words(ImmutableArray<string> cells) =>
        cells.SelectMany(cell => Word().Matches(cell.ToUpperInvariant()).Select(word => word.Value)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();
}
