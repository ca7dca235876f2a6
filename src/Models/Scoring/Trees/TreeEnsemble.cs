using System.Collections.Immutable;

namespace Triage.Models.Scoring.Trees;

/// <summary>
/// A sum of regression trees. Evaluated by comparisons and additions in a fixed order alone, so every machine gives the
/// same bits; thread-safe. What a feature contributed is the change of the expected value at each split on it along the path
/// (Saabas, Interpreting random forests, 2014): with the base value the contributions add up to the score.
/// </summary>
public sealed class TreeEnsemble : IRowScorer
{
    private readonly int _featuresCount;
    private readonly double _bias;

    // One array for all trees: a node's number is its place; a leaf is a node whose feature is below zero.
    private readonly int[] _roots;
    private readonly Node[] _nodes;
    private readonly double[] _values;
    private readonly TreeMasks? _masks;

    public TreeEnsemble(int featuresCount, double bias, ImmutableArray<TreeNodes> trees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(featuresCount);
        _featuresCount = featuresCount;
        _bias = bias;
        Trees = trees;
        var nodes = trees.Sum(tree => tree.Features.Length);
        _roots = new int[trees.Length];
        _nodes = new Node[nodes];
        _values = new double[nodes];
        var at = 0;
        for (var i = 0; i < trees.Length; i++)
        {
            _roots[i] = at;
            at += Copy(trees[i], at);
        }

        _masks = TreeMasks.Of(trees);
        Base = bias + _roots.Sum(root => _values[root]);
    }

    /// <summary>The score before anything is known: the bias and each tree's expected value.</summary>
    public double Base { get; }

    public int TreesCount => _roots.Length;

    public int FeaturesCount => _featuresCount;

    public double Bias => _bias;

    /// <summary>As they were given: what is stored.</summary>
    public ImmutableArray<TreeNodes> Trees { get; }

    public double Score(ReadOnlySpan<float> features)
    {
        Check(features);
        var sum = _bias;
        foreach (var root in _roots)
        {
            sum += _values[LeafOf(root, features)];
        }

        return sum;
    }

    /// <summary>Many vectors, one behind the other, at a fraction of their cost one by one. The same bits.</summary>
    public void ScoreEach(ReadOnlySpan<float> rows, Span<double> scores)
    {
        if (rows.Length != scores.Length * _featuresCount)
        {
            throw new ArgumentException($"The trees read {_featuresCount} features of each of {scores.Length} vectors, not {rows.Length} in all.", nameof(rows));
        }

        scores.Fill(_bias);
        if (_masks is not null && !scores.IsEmpty)
        {
            _masks.AddTo(scores, rows, _featuresCount);
            return;
        }

        foreach (var root in _roots)
        {
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] += _values[LeafOf(root, rows.Slice(row * _featuresCount, _featuresCount))];
            }
        }
    }

    /// <param name="contributions">One a feature; <see cref="Base"/> and all of them add up to the score, but for rounding.</param>
    public double Score(ReadOnlySpan<float> features, Span<double> contributions)
    {
        contributions.Clear();
        foreach (var root in _roots)
        {
            var node = root;
            for (var split = _nodes[node]; split.Feature >= 0; split = _nodes[node])
            {
                var next = split.Next(features);
                contributions[split.Feature] += _values[next] - _values[node];
                node = next;
            }
        }

        return Score(features);
    }

    private int LeafOf(int root, ReadOnlySpan<float> features)
    {
        var node = root;
        for (var split = _nodes[node]; split.Feature >= 0; split = _nodes[node])
        {
            node = split.Next(features);
        }

        return node;
    }

    private void Check(ReadOnlySpan<float> features)
    {
        if (features.Length != _featuresCount)
        {
            throw new ArgumentException($"The trees read {_featuresCount} features, not {features.Length}.", nameof(features));
        }
    }

    private int Copy(TreeNodes tree, int at)
    {
        for (var node = 0; node < tree.Features.Length; node++)
        {
            if (tree.Features[node] >= _featuresCount)
            {
                throw new ArgumentException($"A node splits on feature {tree.Features[node]} of {_featuresCount}.", nameof(tree));
            }

            _nodes[at + node] = new(tree.Features[node], tree.Thresholds[node], at + tree.Left[node], at + tree.Right[node]);
            _values[at + node] = tree.Values[node];
        }

        return tree.Features.Length;
    }

    private readonly record struct Node(int Feature, float Threshold, int Left, int Right)
    {
        public int Next(ReadOnlySpan<float> features) => features[Feature] <= Threshold ? Left : Right;
    }
}
