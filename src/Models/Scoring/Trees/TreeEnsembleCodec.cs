using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.Scoring.Trees;

/// <summary>The stored form of an ensemble. What it reads it checks: no bytes make trees that loop, read beyond their features or answer anything but a number.</summary>
public static class TreeEnsembleCodec
{
    private const int FeaturesMax = 4096;

    // Log-odds are some dozens. The sum of ever so many values of this size is still a number.
    private const double ValueMax = 1e12;

    public static void Write(PayloadWriter to, TreeEnsemble ensemble)
    {
        to.Count(ensemble.FeaturesCount);
        to.Double(ensemble.Bias);
        to.Count(ensemble.Trees.Length);
        foreach (var tree in ensemble.Trees)
        {
            to.Count(tree.Features.Length);
            for (var node = 0; node < tree.Features.Length; node++)
            {
                to.Signed(tree.Features[node]);
                to.Double(tree.Values[node]);
                if (tree.Features[node] >= 0)
                {
                    to.Single(tree.Thresholds[node]);
                    to.Count(tree.Left[node]);
                    to.Count(tree.Right[node]);
                }
            }
        }
    }

    /// <exception cref="PayloadDamagedException">These are no trees.</exception>
    /// <exception cref="UnsoundModelException">They are, and cannot be asked.</exception>
    public static TreeEnsemble Read(ref PayloadReader from)
    {
        var features = from.Unsigned();
        if (features is 0 or > FeaturesMax)
        {
            throw new UnsoundModelException($"has trees that read {features} features; 1 to {FeaturesMax} are possible");
        }

        var bias = Value(from.Double(), "bias");
        var trees = ImmutableArray.CreateBuilder<TreeNodes>(from.Count());
        for (var tree = 0; tree < trees.Capacity; tree++)
        {
            trees.Add(ReadTree(ref from, tree, (int)features));
        }

        return new((int)features, bias, trees.MoveToImmutable());
    }

    private static TreeNodes ReadTree(ref PayloadReader from, int tree, int featuresCount)
    {
        var count = from.Count();
        if (count == 0)
        {
            throw new UnsoundModelException($"has a tree without a node: tree {tree}");
        }

        var (features, left, right) = (new int[count], new int[count], new int[count]);
        var (thresholds, values) = (new float[count], new double[count]);
        var hasParent = new bool[count];
        for (var node = 0; node < count; node++)
        {
            var feature = from.Signed();
            values[node] = Value(from.Double(), $"weight in tree {tree}, node {node}");
            if (feature < -1 || feature >= featuresCount)
            {
                throw new UnsoundModelException($"splits on feature {feature} of {featuresCount} in tree {tree}, node {node}");
            }

            features[node] = (int)feature;
            if (feature >= 0)
            {
                thresholds[node] = from.Single();
                if (!float.IsFinite(thresholds[node]))
                {
                    throw new UnsoundModelException($"has a threshold that is no finite number in tree {tree}, node {node}");
                }

                left[node] = Child(from.Unsigned(), tree, node, hasParent);
                right[node] = Child(from.Unsigned(), tree, node, hasParent);
            }
        }

        return new([.. features], [.. thresholds], [.. left], [.. right], [.. values]);
    }

    // After its parent, so that every walk ends, and of one parent alone.
    private static int Child(ulong child, int tree, int parent, bool[] hasParent)
    {
        if (child <= (ulong)parent || child >= (ulong)hasParent.Length || hasParent[child])
        {
            throw new UnsoundModelException($"has no tree but a circle or a net: in tree {tree}, node {parent} leads to node {child} of {hasParent.Length}");
        }

        hasParent[child] = true;
        return (int)child;
    }

    private static double Value(double value, string what) => Math.Abs(value) <= ValueMax ? value : throw new UnsoundModelException($"has a {what} that is no finite number, or one beyond {ValueMax:R}");
}
