using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Micro;

/// <summary>Trees grown as LightGBM grows, leaf by leaf, but split at random.</summary>
internal static class DrawnTrees
{
    public static TreeEnsemble Of(int featuresCount, int treesCount, int leavesCount, ref SplitMix chance)
    {
        var trees = new TreeNodes[treesCount];
        foreach (ref var tree in trees.AsSpan())
        {
            tree = Draw(featuresCount, leavesCount, ref chance);
        }

        return new(featuresCount, 0, [.. trees]);
    }

    private static TreeNodes Draw(int featuresCount, int leavesCount, ref SplitMix chance)
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

            (features[node], thresholds[node]) = (chance.NextBelow(featuresCount), (float)chance.NextShare());
            (left[node], right[node]) = (features.Count, features.Count + 1);
            features.AddRange([-1, -1]);
            thresholds.AddRange([0, 0]);
            left.AddRange([0, 0]);
            right.AddRange([0, 0]);
        }

        var values = new double[features.Count];
        foreach (ref var value in values.AsSpan())
        {
            value = chance.NextShare() / 100;
        }

        return new([.. features], [.. thresholds], [.. left], [.. right], [.. values]);
    }
}
