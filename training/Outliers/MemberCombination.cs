using System.Collections.Immutable;
using System.Numerics;

namespace Triage.Training.Outliers;

/// <summary>Some of an ensemble's members.</summary>
internal sealed record MemberCombination(string Name, ImmutableArray<int> Members)
{
    /// <summary>Every combination, single members first and all members last.</summary>
    public static MemberCombination[] All(IReadOnlyList<string> names) =>
    [
        .. Enumerable.Range(1, (1 << names.Count) - 1)
            .OrderBy(mask => BitOperations.PopCount((uint)mask))
            .Select(mask => Enumerable.Range(0, names.Count).Where(member => (mask >> member & 1) == 1).ToImmutableArray())
            .Select(members => new MemberCombination(string.Join(" + ", members.Select(member => names[member])), members)),
    ];

    public double[][] Of(double[][] surprises) => [.. Members.Select(member => surprises[member])];
}
