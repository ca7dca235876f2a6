using Microsoft.ML.Trainers.FastTree;
using Triage.Models.Scoring.Trees;

namespace Triage.Training.Trees;

/// <summary>Takes the trees out of an ML.NET model, inner nodes with the mean of the examples that pass them.</summary>
internal static class TreeExtraction
{
    // What is expected at a node is a mean; more examples would not move it.
    private const int ExamplesMax = 20_000;

    public static TreeEnsemble Of(RegressionTreeEnsemble trained, ExampleTable examples)
    {
        var step = Math.Max(1, examples.Count / ExamplesMax);
        var trees = trained.Trees.Select((tree, i) => Of(tree, trained.TreeWeights[i], examples, step));
        return new(examples.Schema.Count, trained.Bias, [.. trees]);
    }

    private static TreeNodes Of(RegressionTree tree, double weight, ExampleTable examples, int step)
    {
        var inner = tree.NumberOfNodes;
        var count = inner + tree.NumberOfLeaves;
        var features = new int[count];
        var thresholds = new float[count];
        var left = new int[count];
        var right = new int[count];
        var values = new double[count];
        for (var node = 0; node < inner; node++)
        {
            features[node] = tree.NumericalSplitFeatureIndexes[node];
            thresholds[node] = tree.NumericalSplitThresholds[node];
            left[node] = Place(tree.LeftChild[node], inner);
            right[node] = Place(tree.RightChild[node], inner);
        }

        for (var leaf = 0; leaf < tree.NumberOfLeaves; leaf++)
        {
            features[inner + leaf] = -1;
            values[inner + leaf] = tree.LeafValues[leaf] * weight;
        }

        Expect(features, thresholds, left, right, values, examples, step);
        return new([.. features], [.. thresholds], [.. left], [.. right], [.. values]);
    }

    // A child below zero is the complement of a leaf's number.
    private static int Place(int child, int inner) => child >= 0 ? child : inner + ~child;

    private static void Expect(int[] features, float[] thresholds, int[] left, int[] right, double[] values, ExampleTable examples, int step)
    {
        var sums = new double[values.Length];
        var counts = new int[values.Length];
        var path = new List<int>();
        for (var example = 0; example < examples.Count; example += step)
        {
            var row = examples.FeaturesOf(example);
            path.Clear();
            var node = 0;
            for (; features[node] >= 0; node = row[features[node]] <= thresholds[node] ? left[node] : right[node])
            {
                path.Add(node);
            }

            foreach (var passed in path)
            {
                sums[passed] += values[node];
                counts[passed]++;
            }
        }

        for (var node = values.Length - 1; node >= 0; node--)
        {
            if (features[node] >= 0)
            {
                values[node] = counts[node] > 0 ? sums[node] / counts[node] : double.NaN;
            }
        }

        // A node that no example of the sample passed: halfway between its children, which come after it or are leaves.
        Settle(0, features, left, right, values);
    }

    private static double Settle(int node, int[] features, int[] left, int[] right, double[] values)
    {
        if (features[node] < 0)
        {
            return values[node];
        }

        var below = (Settle(left[node], features, left, right, values) + Settle(right[node], features, left, right, values)) / 2;
        return values[node] = double.IsNaN(values[node]) ? below : values[node];
    }
}
