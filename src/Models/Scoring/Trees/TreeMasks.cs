using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Triage.Models.Scoring.Trees;

/// <summary>
/// Finds the leaves of many vectors without walking: feature by feature, each split that sends a vector to the right strikes out the
/// leaves on its left, and the first leaf left over is the vector's (QuickScorer: Lucchese et al., SIGIR 2015; eight vectors at
/// a time as in V-QuickScorer: Lucchese et al., SIGIR 2016). The values are added in the trees' order, so the bits are those of a walk.
/// </summary>
internal sealed class TreeMasks
{
    private const int LeavesMax = 64; // a bit each
    private const int Lanes = 8;

    // The splits of a feature stand together, by threshold: after the first that all vectors pass to the left, all do.
    private readonly int[] _features;
    private readonly int[] _ends;
    private readonly double[] _thresholds;
    private readonly int[] _places;
    private readonly ulong[] _masks;

    private readonly int[] _leaves;
    private readonly double[] _values;

    private TreeMasks(List<Split> splits, List<int> leaves, List<double> values)
    {
        splits.Sort((one, other) => one.Feature != other.Feature ? one.Feature.CompareTo(other.Feature) : one.Threshold.CompareTo(other.Threshold));
        _thresholds = [.. splits.Select(split => (double)split.Threshold)];
        _places = [.. splits.Select(split => split.Tree * Lanes)];
        _masks = [.. splits.Select(split => split.Mask)];
        var byFeature = splits.CountBy(split => split.Feature).ToArray();
        _features = [.. byFeature.Select(feature => feature.Key)];
        _ends = new int[byFeature.Length];
        for (int i = 0, end = 0; i < byFeature.Length; i++)
        {
            _ends[i] = end += byFeature[i].Value;
        }

        (_leaves, _values) = ([.. leaves], [.. values]);
    }

    /// <returns><c>null</c>: a tree has more leaves than a word has bits.</returns>
    public static TreeMasks? Of(ImmutableArray<TreeNodes> trees)
    {
        var (splits, leaves, values) = (new List<Split>(), new List<int>(), new List<double>());
        for (var tree = 0; tree < trees.Length; tree++)
        {
            leaves.Add(values.Count);
            if (!new Numbering(trees[tree], tree, splits, values).TryNumber())
            {
                return null;
            }
        }

        return new(splits, leaves, values);
    }

    /// <param name="rows">One behind the other, as many as scores; each at least as long as the highest feature asks.</param>
    /// <param name="scores">To which the trees' values are added.</param>
    public void AddTo(Span<double> scores, ReadOnlySpan<float> rows, int featuresCount)
    {
        var left = ArrayPool<ulong>.Shared.Rent(_leaves.Length * Lanes);
        for (var first = 0; first < scores.Length; first += Lanes)
        {
            var some = scores[first..Math.Min(first + Lanes, scores.Length)];
            left.AsSpan(0, _leaves.Length * Lanes).Fill(ulong.MaxValue);
            StrikeOut(left, rows.Slice(first * featuresCount, some.Length * featuresCount), featuresCount, some.Length - 1);
            for (var tree = 0; tree < _leaves.Length; tree++)
            {
                var leavesLeft = left.AsSpan(tree * Lanes, Lanes);
                var values = _values.AsSpan(_leaves[tree]);
                for (var lane = 0; lane < some.Length; lane++)
                {
                    some[lane] += values[BitOperations.TrailingZeroCount(leavesLeft[lane])];
                }
            }
        }

        ArrayPool<ulong>.Shared.Return(left);
    }

    // Places and ends were made here and lie within their arrays, features were checked by the ensemble: no index is checked again.
    private void StrikeOut(ulong[] left, ReadOnlySpan<float> rows, int featuresCount, int lastRow)
    {
        ref var leaves = ref MemoryMarshal.GetArrayDataReference(left);
        ref var thresholds = ref MemoryMarshal.GetArrayDataReference(_thresholds);
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        ref var masks = ref MemoryMarshal.GetArrayDataReference(_masks);
        var split = 0;
        for (var i = 0; i < _features.Length; i++)
        {
            var values = Column(ref MemoryMarshal.GetReference(rows), _features[i], featuresCount, lastRow);
            for (var end = _ends[i]; split < end; split++)
            {
                var goesLeft = Vector512.LessThanOrEqual(values, Vector512.Create(Unsafe.Add(ref thresholds, split)));
                if (goesLeft.AsUInt64() == Vector512<ulong>.AllBitsSet)
                {
                    split = end;
                    break;
                }

                ref var ofTree = ref Unsafe.Add(ref leaves, Unsafe.Add(ref places, split));
                (Vector512.LoadUnsafe(ref ofTree) & (goesLeft.AsUInt64() | Vector512.Create(Unsafe.Add(ref masks, split)))).StoreUnsafe(ref ofTree);
            }
        }
    }

    // Lanes without a row of their own read the last one's.
    private static Vector512<double> Column(ref float rows, int feature, int featuresCount, int lastRow)
    {
        ref var column = ref Unsafe.Add(ref rows, feature);
        return Vector512.Create(
            (double)column,
            Unsafe.Add(ref column, Math.Min(1, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(2, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(3, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(4, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(5, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(6, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(7, lastRow) * featuresCount));
    }

    /// <param name="Mask">Without the bits of the leaves on its left.</param>
    private readonly record struct Split(int Feature, float Threshold, int Tree, ulong Mask);

    /// <summary>Numbers a tree's leaves from left to right. Stops early where stored nodes share children and would unfold without end.</summary>
    private sealed class Numbering(TreeNodes nodes, int tree, List<Split> splits, List<double> values)
    {
        private readonly int _firstLeaf = values.Count;
        private int _splitsCount;

        public bool TryNumber() => TryNumber(0);

        private bool TryNumber(int node)
        {
            if (nodes.Features[node] < 0)
            {
                values.Add(nodes.Values[node]);
                return values.Count - _firstLeaf <= LeavesMax;
            }

            var from = values.Count - _firstLeaf;
            if (++_splitsCount == LeavesMax || !TryNumber(nodes.Left[node]))
            {
                return false;
            }

            var onLeft = values.Count - _firstLeaf - from;
            splits.Add(new(nodes.Features[node], nodes.Thresholds[node], tree, ~(((1UL << onLeft) - 1) << from)));
            return TryNumber(nodes.Right[node]);
        }
    }
}
