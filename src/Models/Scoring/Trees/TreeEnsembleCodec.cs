using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.Scoring.Trees;

/// <summary>The stored form of an ensemble. What it reads it checks: no bytes make trees that loop or read beyond their features.</summary>
public static class TreeEnsembleCodec
{
    private const int FeaturesMax = 4096;

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

    /// <exception cref="PayloadDamagedException"/>
    public static TreeEnsemble Read(ref PayloadReader from)
    {
        var features = from.Unsigned();
        if (features is 0 or > FeaturesMax)
        {
            throw new PayloadDamagedException();
        }

        var bias = Finite(from.Double());
        var trees = ImmutableArray.CreateBuilder<TreeNodes>(from.Count());
        for (var i = 0; i < trees.Capacity; i++)
        {
            trees.Add(ReadTree(ref from, (int)features));
        }

        return new((int)features, bias, trees.MoveToImmutable());
    }

    private static TreeNodes ReadTree(ref PayloadReader from, int featuresCount)
    {
        var count = from.Count();
        if (count == 0)
        {
            throw new PayloadDamagedException();
        }

        var (features, left, right) = (new int[count], new int[count], new int[count]);
        var (thresholds, values) = (new float[count], new double[count]);
        for (var node = 0; node < count; node++)
        {
            var feature = from.Signed();
            values[node] = Finite(from.Double());
            if (feature < -1 || feature >= featuresCount)
            {
                throw new PayloadDamagedException();
            }

            features[node] = (int)feature;
            if (feature >= 0)
            {
                thresholds[node] = from.Single();
                left[node] = Child(from.Unsigned(), node, count);
                right[node] = Child(from.Unsigned(), node, count);
            }
        }

        return new([.. features], [.. thresholds], [.. left], [.. right], [.. values]);
    }

    // After its parent, so that every walk ends.
    private static int Child(ulong child, int parent, int count) =>
        child > (ulong)parent && child < (ulong)count ? (int)child : throw new PayloadDamagedException();

    private static double Finite(double value) => double.IsFinite(value) ? value : throw new PayloadDamagedException();
}
