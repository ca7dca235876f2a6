using System.Globalization;
using Triage.Models.Matching;

namespace Triage.Training.Evaluation;

/// <summary>Parts of equal size for cross-validation: what is of one group is in one part, and each part has its share of each stratum.</summary>
public static class Folds
{
    /// <returns>The part of each item, from 0. The same seed gives the same parts, in whatever order items come.</returns>
    public static int[] Of(IReadOnlyList<(string Group, bool Stratum)> items, int folds, int seed)
    {
        var salt = seed.ToString(CultureInfo.InvariantCulture);
        var foldOf = items.GroupBy(item => item.Group, StringComparer.Ordinal)
            .Select(group => (group.Key, Stratum: group.Any(item => item.Stratum), Hash: StableHash.Of(salt, group.Key)))
            .OrderBy(group => group.Stratum).ThenBy(group => group.Hash)
            .Select((group, at) => (group.Key, Fold: at % folds))
            .ToDictionary(group => group.Key, group => group.Fold, StringComparer.Ordinal);
        return [.. items.Select(item => foldOf[item.Group])];
    }
}
