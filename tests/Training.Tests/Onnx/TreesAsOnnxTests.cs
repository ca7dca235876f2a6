using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Format;
using Triage.Models.Scoring.Trees;
using Triage.Training.Onnx;

namespace Triage.Training.Tests.Onnx;

public sealed class TreesAsOnnxTests
{
    private const int Features = 17;

    [Fact]
    public void Exported_trees_of_many_seeds_say_what_ours_say_to_the_last_bit_of_single_precision()
    {
        var asked = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var chance = new SplitMix((ulong)seed);
            var trees = Drawn(treesCount: 1 + chance.NextBelow(60), leaves: 1 + chance.NextBelow(30), ref chance);
            var exported = Load(TreesAsOnnx.Of(trees, ""), trees);
            for (var time = 0; time < 50; time++, asked++)
            {
                var row = new float[Features];
                foreach (ref var value in row.AsSpan())
                {
                    value = Value(ref chance);
                }

                var (ours, theirs) = (trees.Score(row), exported.Score(row));
                Assert.InRange(theirs, Math.BitDecrement((float)ours), Math.BitIncrement((float)ours));
            }
        }

        Assert.Equal(3_000, asked);
    }

    /// <summary>Each a tree that would have the runtime read what is not the model's, or never end.</summary>
    [Theory]
    [InlineData("nodes_featureids", 0, 17, "compares column 17 of 17")]
    [InlineData("nodes_featureids", 0, -1, "compares column -1")]
    [InlineData("nodes_truenodeids", 0, 0, "leads to 0")]
    [InlineData("nodes_truenodeids", 0, 99, "leads to 99")]
    [InlineData("nodes_falsenodeids", 0, 1, "leads to 1")]
    [InlineData("nodes_nodeids", 2, 1, "twice")]
    [InlineData("target_nodeids", 0, 0, "no leaf")]
    [InlineData("target_ids", 0, 1, "beyond 1")]
    [InlineData("target_ids", 0, -1, "beyond 1")]
    [InlineData("n_targets", -1, 0, "0 outputs")]
    [InlineData("n_targets", -1, 1_000_000, "1000000 outputs")]
    public void Tree_that_is_none_is_refused(string attribute, int at, long value, string why)
    {
        var trees = new TreeEnsemble(Features, 0, [new([3, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [0, -1, 1])]);
        var model = TreesAsOnnx.Of(trees, "");
        var node = model.Graph.Nodes[1];
        var broken = node with { Attributes = [.. node.Attributes.Select(given => given.Name != attribute ? given : at < 0 ? OnnxAttribute.Of(attribute, value) : given with { Ints = given.Ints.SetItem(at, value) })] };
        Assert.Equal(-1, Load(model, trees).Score(new float[Features]));
        Assert.Contains(why, Refused(model, broken, trees), StringComparison.Ordinal);
    }

    [Fact]
    public void Tree_with_parts_of_other_lengths_or_modes_is_refused()
    {
        var trees = new TreeEnsemble(Features, 0, [new([3, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [0, -1, 1])]);
        var model = TreesAsOnnx.Of(trees, "");
        var node = model.Graph.Nodes[1];
        Assert.Contains("not said of each", With(OnnxAttribute.Of("nodes_modes", ["BRANCH_LEQ", "LEAF"])), StringComparison.Ordinal);
        Assert.Contains("BRANCH_MEMBER", With(OnnxAttribute.Of("nodes_modes", ["BRANCH_MEMBER", "LEAF", "LEAF"])), StringComparison.Ordinal);
        Assert.Contains("belong together", With(OnnxAttribute.Of("target_weights_as_tensor", OnnxTensor.Of("weights", [1], [1.0]))), StringComparison.Ordinal);

        string With(OnnxAttribute other) => Refused(model, node with { Attributes = [.. node.Attributes.Select(given => given.Name == other.Name ? other : given)] }, trees);
    }

    [Fact]
    public void Tree_deeper_than_the_runtime_may_call_itself_is_refused()
    {
        const int Depth = 600;
        var (features, left, right) = (new List<int>(), new List<int>(), new List<int>());
        for (var level = 0; level < Depth; level++)
        {
            features.AddRange([0, -1]);
            left.AddRange([2 * level + 1, 0]);
            right.AddRange([2 * level + 2, 0]);
        }

        features.Add(-1);
        left.Add(0);
        right.Add(0);
        var trees = new TreeEnsemble(Features, 0, [new([.. features], [.. new float[features.Count]], [.. left], [.. right], [.. new double[features.Count]])]);
        Assert.Contains("deeper than 512", Assert.Throws<UnsoundModelException>(() => Load(TreesAsOnnx.Of(trees, ""), trees)).Message, StringComparison.Ordinal);
    }

    private static OnnxRowScorer Load(OnnxModel model, TreeEnsemble trees) => OnnxRowScorer.Load(OnnxModelWriter.Encode(model), TreesAsOnnx.ContractOf(trees));

    private static string Refused(OnnxModel model, OnnxNode broken, TreeEnsemble trees) =>
        Assert.Throws<UnsoundModelException>(() => Load(model with { Graph = model.Graph with { Nodes = model.Graph.Nodes.SetItem(1, broken) } }, trees)).Message;

    private static TreeEnsemble Drawn(int treesCount, int leaves, ref SplitMix chance)
    {
        var trees = ImmutableArray.CreateBuilder<TreeNodes>();
        for (var tree = 0; tree < treesCount; tree++)
        {
            var (features, thresholds, left, right, values) = (new List<int> { -1 }, new List<float> { 0 }, new List<int> { 0 }, new List<int> { 0 }, new List<double> { chance.NextShare() });
            while (features.Count < 2 * leaves - 1)
            {
                if (chance.NextBelow(features.Count) is var node && features[node] < 0)
                {
                    (features[node], thresholds[node], left[node], right[node]) = (chance.NextBelow(Features), Value(ref chance), features.Count, features.Count + 1);
                    features.AddRange([-1, -1]);
                    thresholds.AddRange([0, 0]);
                    left.AddRange([0, 0]);
                    right.AddRange([0, 0]);
                    values.AddRange([chance.NextShare() - 0.5, chance.NextShare() - 0.5]);
                }
            }

            trees.Add(new([.. features], [.. thresholds], [.. left], [.. right], [.. values]));
        }

        return new(Features, chance.NextShare() - 3, trees.DrainToImmutable());
    }

    // Thresholds and features meet in equal values.
    private static float Value(ref SplitMix chance) => (chance.NextBelow(40) - 20) / 7f;
}
