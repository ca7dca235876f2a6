using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Tests.Scoring;

/// <summary>A tree grown leaf by leaf at random; thresholds and features meet in equal values, and some are no numbers.</summary>
internal static class DrawnTree
{
    public static TreeNodes Of(int featuresCount, int leavesCount, ref SplitMix chance)
    {
        var (features, thresholds, left, right) = (new List<int> { -1 }, new List<float> { 0 }, new List<int> { 0 }, new List<int> { 0 });
        for (var leaves = 1; leaves < leavesCount; leaves++)
        {
            int node;
            do
            {
                node = chance.NextBelow(features.Count);
            }
            while (features[node] >= 0);

            (features[node], thresholds[node]) = (chance.NextBelow(featuresCount), Value(ref chance));
            (left[node], right[node]) = (features.Count, features.Count + 1);
            features.AddRange([-1, -1]);
            thresholds.AddRange([0, 0]);
            left.AddRange([0, 0]);
            right.AddRange([0, 0]);
        }

        var values = new double[features.Count];
        foreach (ref var value in values.AsSpan())
        {
            value = chance.NextShare() - 0.5;
        }

        return new([.. features], [.. thresholds], [.. left], [.. right], [.. values]);
    }

    /// <summary>As a trained one may be: every threshold is a number.</summary>
    public static TreeEnsemble Ensemble(int seed, int featuresCount, int treesCount)
    {
        var chance = new SplitMix((ulong)seed);
        var trees = new TreeNodes[treesCount];
        foreach (ref var tree in trees.AsSpan())
        {
            var drawn = Of(featuresCount, 12, ref chance);
            tree = drawn with { Thresholds = [.. drawn.Thresholds.Select(threshold => float.IsFinite(threshold) ? threshold : 0.25f)] };
        }

        return new(featuresCount, 0, [.. trees]);
    }

    public static float Value(ref SplitMix chance) => chance.NextBelow(40) switch
    {
        0 => float.NaN,
        1 => float.PositiveInfinity,
        2 => float.NegativeInfinity,
        3 => -0f,
        var step => (step - 20) / 4f,
    };
}
