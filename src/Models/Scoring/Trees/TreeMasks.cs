using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Triage.Models.Scoring.Trees;

/// <summary>
/// Finds the leaves of many vectors without walking: feature by feature, each split that sends a vector to the right strikes out the
/// leaves on its left, and the first leaf left over is the vector's (QuickScorer: Lucchese et al., SIGIR 2015; sixteen vectors at
/// a time as in V-QuickScorer: Lucchese et al., SIGIR 2016). The values are added in the trees' order, so the bits are those of a walk.
/// </summary>
internal sealed class TreeMasks
{
    private const int LeavesMax = 32; // a bit each
    private const int Lanes = 16;
    private const int StackTreesMax = 640;

    // The splits of a feature stand together, by threshold: after the first that all vectors pass to the left, all do.
    private readonly int[] _features;
    private readonly int[] _ends;
    private readonly float[] _thresholds;
    private readonly int[] _trees;
    private readonly uint[] _masks;

    private readonly int[] _leaves;
    private readonly double[] _values;

    private TreeMasks(List<Split> splits, List<int> leaves, List<double> values)
    {
        splits.Sort((one, other) => one.Feature != other.Feature ? one.Feature.CompareTo(other.Feature) : one.Threshold.CompareTo(other.Threshold));
        _thresholds = [.. splits.Select(split => split.Threshold)];
        _trees = [.. splits.Select(split => split.Tree)];
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
        Span<uint> words = _leaves.Length <= StackTreesMax ? stackalloc uint[(_leaves.Length + 1) * Lanes] : new uint[(_leaves.Length + 1) * Lanes];
        Span<uint> ofAll = _leaves.Length <= StackTreesMax ? stackalloc uint[_leaves.Length] : new uint[_leaves.Length];
        Span<bool> isVaried = stackalloc bool[_features.Length];
        FindVaried(rows, featuresCount, isVaried);
        StrikeOutForAll(ofAll, rows, isVaried);
        var left = Aligned(words);
        for (var first = 0; first < scores.Length; first += Lanes)
        {
            var some = scores[first..Math.Min(first + Lanes, scores.Length)];
            for (var tree = 0; tree < ofAll.Length; tree++)
            {
                left.Slice(tree * Lanes, Lanes).Fill(ofAll[tree]);
            }

            StrikeOut(left, rows.Slice(first * featuresCount, some.Length * featuresCount), featuresCount, isVaried);
            for (var tree = 0; tree < ofAll.Length; tree++)
            {
                var leavesLeft = left.Slice(tree * Lanes, Lanes);
                var values = _values.AsSpan(_leaves[tree]);
                for (var lane = 0; lane < some.Length; lane++)
                {
                    some[lane] += values[BitOperations.TrailingZeroCount(leavesLeft[lane])];
                }
            }
        }
    }

    /// <summary>Which features are not the same in every row: bit for bit, so that what is no number is the same as itself.</summary>
    private void FindVaried(ReadOnlySpan<float> rows, int featuresCount, Span<bool> isVaried)
    {
        var bits = MemoryMarshal.Cast<float, uint>(rows);
        Span<uint> differences = stackalloc uint[featuresCount];
        differences.Clear();
        for (var row = featuresCount; row < bits.Length; row += featuresCount)
        {
            var feature = 0;
            for (; feature <= featuresCount - Vector512<uint>.Count; feature += Vector512<uint>.Count)
            {
                var found = differences.Slice(feature, Vector512<uint>.Count);
                var difference = Vector512.Create(bits.Slice(row + feature, Vector512<uint>.Count)) ^ Vector512.Create(bits.Slice(feature, Vector512<uint>.Count));
                (Vector512.Create<uint>(found) | difference).CopyTo(found);
            }

            for (; feature < featuresCount; feature++)
            {
                differences[feature] |= bits[row + feature] ^ bits[feature];
            }
        }

        for (var i = 0; i < _features.Length; i++)
        {
            isVaried[i] = differences[_features[i]] != 0;
        }
    }

    private void StrikeOutForAll(Span<uint> leaves, ReadOnlySpan<float> row, ReadOnlySpan<bool> isVaried)
    {
        leaves.Fill(uint.MaxValue);
        for (int i = 0, from = 0; i < _features.Length; from = _ends[i], i++)
        {
            var value = row[_features[i]];
            for (var split = from; split < _ends[i] && !isVaried[i] && !(value <= _thresholds[split]); split++)
            {
                leaves[_trees[split]] &= _masks[split];
            }
        }
    }

    private void StrikeOut(Span<uint> left, ReadOnlySpan<float> rows, int featuresCount, ReadOnlySpan<bool> isVaried)
    {
        var lastRow = rows.Length / featuresCount - 1;
        for (int i = 0, from = 0; i < _features.Length; from = _ends[i], i++)
        {
            if (isVaried[i])
            {
                StrikeOut(left, Column(ref MemoryMarshal.GetReference(rows), _features[i], featuresCount, lastRow), from, _ends[i]);
            }
        }
    }

    // The loop that takes the time. Splits and trees were made here and lie within their arrays: no index is checked again.
    private void StrikeOut(Span<uint> left, Vector512<float> values, int from, int end)
    {
        ref var leaves = ref MemoryMarshal.GetReference(left);
        ref var thresholds = ref MemoryMarshal.GetArrayDataReference(_thresholds);
        ref var trees = ref MemoryMarshal.GetArrayDataReference(_trees);
        ref var masks = ref MemoryMarshal.GetArrayDataReference(_masks);
        for (var split = from; split < end; split++)
        {
            var goesLeft = Vector512.LessThanOrEqual(values, Vector512.Create(Unsafe.Add(ref thresholds, split)));
            if (goesLeft.AsUInt32() == Vector512<uint>.AllBitsSet)
            {
                return;
            }

            ref var ofTree = ref Unsafe.Add(ref leaves, Unsafe.Add(ref trees, split) * Lanes);
            (Vector512.LoadUnsafe(ref ofTree) & (goesLeft.AsUInt32() | Vector512.Create(Unsafe.Add(ref masks, split)))).StoreUnsafe(ref ofTree);
        }
    }

    // A vector that lies across two lines of the cache costs more than twice: the span begins where a line does, if memory stays where it is.
    private static Span<uint> Aligned(Span<uint> words)
    {
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<uint>(), ref MemoryMarshal.GetReference(words));
        return words[(int)(-address / sizeof(uint) & (Lanes - 1))..];
    }

    // Lanes without a row of their own read the last one's.
    private static Vector512<float> Column(ref float rows, int feature, int featuresCount, int lastRow)
    {
        ref var column = ref Unsafe.Add(ref rows, feature);
        return Vector512.Create(
            column,
            Unsafe.Add(ref column, Math.Min(1, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(2, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(3, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(4, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(5, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(6, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(7, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(8, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(9, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(10, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(11, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(12, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(13, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(14, lastRow) * featuresCount),
            Unsafe.Add(ref column, Math.Min(15, lastRow) * featuresCount));
    }

    /// <param name="Mask">Without the bits of the leaves on its left.</param>
    private readonly record struct Split(int Feature, float Threshold, int Tree, uint Mask);

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
            splits.Add(new(nodes.Features[node], nodes.Thresholds[node], tree, ~(((1u << onLeft) - 1) << from)));
            return TryNumber(nodes.Right[node]);
        }
    }
}
