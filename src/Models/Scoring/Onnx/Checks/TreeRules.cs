using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx.Format;
using static Triage.Models.Scoring.Onnx.Format.OnnxAttributeKind;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>
/// Of ensembles of trees. The runtime follows their node numbers and reads their columns as they are written: a number that leads outside would have
/// it read what is not the model's, and a circle would have it never end. So every tree is walked here first.
/// </summary>
internal static class TreeRules
{
    // The runtime builds a tree by calling itself, once a level.
    private const int DepthMax = 512;
    private const int OutputsMax = 256;

    private static readonly string[] Modes = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", Leaf];
    private static readonly string[] Sums = ["SUM", "AVERAGE", "MIN", "MAX"];
    private const string Leaf = "LEAF";

    public static readonly OnnxOperator Numbers = OnnxOperator.Of(
        step => [Regressor(step)],
        [.. NodeAttributes, ("n_targets", Int), ("aggregate_function", Text), ("target_treeids", Ints), ("target_nodeids", Ints), ("target_ids", Ints), ("target_weights", Floats), ("target_weights_as_tensor", Tensor)]);

    public static readonly OnnxOperator Classes = OnnxOperator.Of(
        Classifier,
        [.. NodeAttributes, ("classlabels_int64s", Ints), ("classlabels_strings", Texts), ("class_treeids", Ints), ("class_nodeids", Ints), ("class_ids", Ints), ("class_weights", Floats), ("class_weights_as_tensor", Tensor)]);

    private static (string, OnnxAttributeKind)[] NodeAttributes =>
    [
        ("nodes_treeids", Ints), ("nodes_nodeids", Ints), ("nodes_featureids", Ints), ("nodes_modes", Texts), ("nodes_values", Floats), ("nodes_values_as_tensor", Tensor),
        ("nodes_truenodeids", Ints), ("nodes_falsenodeids", Ints), ("nodes_hitrates", Floats), ("nodes_hitrates_as_tensor", Tensor), ("nodes_missing_value_tracks_true", Ints),
        ("base_values", Floats), ("base_values_as_tensor", Tensor), ("post_transform", Text),
    ];

    private static OnnxTyped Regressor(OnnxStep step)
    {
        if (!Sums.Contains(step.Text("aggregate_function", Sums[0])))
        {
            throw step.Refused($"joins trees by {step.Text("aggregate_function", "")}");
        }

        var rows = LearnedRules.Rows(step);
        var targets = step.Int("n_targets", 1);
        Require(step, rows, "target", targets);
        return new(OnnxElement.Single, [rows.Dims[0], targets]);
    }

    private static OnnxTyped[] Classifier(OnnxStep step)
    {
        var (rows, labels) = (LearnedRules.Rows(step), LearnedRules.Labels(step));
        Require(step, rows, "class", labels);
        return [new(OnnxElement.Int64, [rows.Dims[0]]), new(OnnxElement.Single, [rows.Dims[0], labels])];
    }

    private static void Require(OnnxStep step, OnnxTyped rows, string weighed, long outputs)
    {
        LearnedRules.RequireTransform(step);
        var bases = Count(step, "base_values");
        if (outputs is < 1 or > OutputsMax || (bases != 0 && bases != outputs && bases != 1))
        {
            throw step.Refused($"has {outputs} outputs and {bases} base values");
        }

        var leaves = Walk(step, rows.Dims[1]);
        var (trees, nodes, ids) = (step.Ints($"{weighed}_treeids"), step.Ints($"{weighed}_nodeids"), step.Ints($"{weighed}_ids"));
        if (trees.Length != nodes.Length || trees.Length != ids.Length || trees.Length != Count(step, $"{weighed}_weights") || ids.Any(id => id < 0 || id >= outputs))
        {
            throw step.Refused($"has weights that do not belong together, or are of an output beyond {outputs}");
        }

        var weighted = trees.Zip(nodes).ToHashSet();
        if (!weighted.SetEquals(leaves))
        {
            throw step.Refused("weighs a node that is no leaf, or has a leaf without a weight");
        }
    }

    /// <returns>The leaves, by tree and node.</returns>
    private static HashSet<(long Tree, long Node)> Walk(OnnxStep step, long columns)
    {
        var (trees, nodes, features, modes) = (step.Ints("nodes_treeids"), step.Ints("nodes_nodeids"), step.Ints("nodes_featureids"), step.Texts("nodes_modes"));
        var (whenTrue, whenFalse) = (step.Ints("nodes_truenodeids"), step.Ints("nodes_falsenodeids"));
        var count = trees.Length;
        if (count == 0 || Count(step, "nodes_values") != count || new[] { nodes.Length, features.Length, modes.Length, whenTrue.Length, whenFalse.Length }.Any(length => length != count)
            || (Count(step, "nodes_hitrates") is not 0 and var rates && rates != count) || (step.Ints("nodes_missing_value_tracks_true").Length is not 0 and var tracks && tracks != count))
        {
            throw step.Refused("has no nodes, or what is said of them is not said of each");
        }

        var places = new Dictionary<(long, long), int>(count);
        for (var at = 0; at < count; at++)
        {
            if (!places.TryAdd((trees[at], nodes[at]), at) || !Modes.Contains(modes[at]) || (modes[at] != Leaf && (features[at] < 0 || features[at] >= columns)))
            {
                throw step.Refused($"has node {nodes[at]} of tree {trees[at]} twice, or it compares column {features[at]} of {columns}, or by {modes[at]}");
            }
        }

        var leaves = new HashSet<(long, long)>();
        var depths = new int[count]; // 0: nothing leads there
        for (var at = 0; at < count; at++)
        {
            if (depths[at] == 0 && at > 0 && trees[at] == trees[at - 1])
            {
                throw step.Refused($"has no tree but a circle, or more than one root: node {nodes[at]} of tree {trees[at]} must stand behind the one that leads to it");
            }

            depths[at] = Math.Max(1, depths[at]);
            if (modes[at] == Leaf)
            {
                leaves.Add((trees[at], nodes[at]));
                continue;
            }

            foreach (var child in new[] { whenTrue[at], whenFalse[at] })
            {
                if (!places.TryGetValue((trees[at], child), out var place) || place <= at || depths[place] != 0 || depths[at] == DepthMax)
                {
                    throw step.Refused($"has no tree but a circle or a net, or one deeper than {DepthMax}: node {nodes[at]} of tree {trees[at]} leads to {child}");
                }

                depths[place] = depths[at] + 1;
            }
        }

        return leaves;
    }

    private static long Count(OnnxStep step, string attribute) => step.Floats(attribute).Length + (step.Node[$"{attribute}_as_tensor"]?.Tensor is { } tensor ? OnnxTensor.CountOf(tensor.Dims) : 0);
}
