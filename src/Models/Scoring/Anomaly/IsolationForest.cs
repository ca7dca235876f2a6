using System.Collections.Immutable;
using System.Numerics;
using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// How few random splits part a row from others (Liu, Ting and Zhou, Isolation forest, ICDM 2008): near 1 for what stands apart,
/// below one half for what is usual. A feature's part is by how much splits on it shortened the expected path, per tree
/// (as in <see cref="TreeEnsemble"/>); the parts add up to the mean expected path less the row's.
/// </summary>
public sealed class IsolationForest : IAnomalyDetector
{
    /// <summary>The paper's: more change little.</summary>
    public const int TreesDefault = 100;

    /// <summary>The paper's: larger samples hide what stands apart in small clusters.</summary>
    public const int SampleDefault = 256;

    private readonly TreeEnsemble _trees;
    private readonly double _meanPath;

    private IsolationForest(TreeEnsemble trees, double meanPath, int columns)
    {
        _trees = trees;
        _meanPath = meanPath;
        Columns = columns;
    }

    public int Columns { get; }

    public static IsolationForest Fit(FeatureRows rows, int seed, int trees = TreesDefault, int sample = SampleDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Count, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trees);
        ArgumentOutOfRangeException.ThrowIfLessThan(sample, 2);
        var size = Math.Min(sample, rows.Count);
        var depthMax = BitOperations.Log2((uint)size - 1) + 1;
        var grown = new TreeNodes[trees];
        Parallel.For(0, trees, tree => grown[tree] = new IsolationTree(rows, depthMax, SplitMix.Of(seed, tree)).Grow(size));
        return new(new(rows.Columns, 0, ImmutableArray.Create(grown)), IsolationTree.MeanPath(size), rows.Columns);
    }

    public double Score(ReadOnlySpan<float> row)
    {
        RowShape.Check(this, row);
        return OfPath(_trees.Score(row));
    }

    public double Score(ReadOnlySpan<float> row, Span<double> parts)
    {
        RowShape.Check(this, row);
        RowShape.Check(this, parts);
        var score = OfPath(_trees.Score(row, parts));
        foreach (ref var part in parts)
        {
            part /= _trees.TreesCount;
        }

        return score;
    }

    public double[] ScoresOfFitted(FeatureRows rows)
    {
        var scores = new double[rows.Count];
        Parallel.For(0, rows.Count, row => scores[row] = Score(rows[row]));
        return scores;
    }

    private double OfPath(double negated) => Math.Pow(2, negated / (_trees.TreesCount * _meanPath));
}
