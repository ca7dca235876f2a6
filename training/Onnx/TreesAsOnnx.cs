using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Format;
using Triage.Models.Scoring.Trees;

namespace Triage.Training.Onnx;

/// <summary>
/// Our trees as an ONNX model. Rows are made double precision first: then thresholds are compared as they are here, and leaves are added as
/// doubles. The standard's answer is single precision all the same, so scores agree to its last bit.
/// </summary>
public static class TreesAsOnnx
{
    public const string Input = "features";
    public const string Output = "log_odds";

    private const long IrVersion = 8;
    private const long Standard = 17;
    private const long Learned = 3;
    private const string Learning = "ai.onnx.ml";

    public static OnnxContract ContractOf(TreeEnsemble trees) => new(
        Input, Output, ImmutableSortedDictionary<string, long>.Empty.Add("ai.onnx", Standard).Add(Learning, Learned), trees.FeaturesCount, OnnxOutputs.LogOdds);

    /// <param name="schemaSha256">Of the features that the trees read.</param>
    public static OnnxModel Of(TreeEnsemble trees, string schemaSha256)
    {
        var nodes = new NodeColumns();
        for (var tree = 0; tree < trees.TreesCount; tree++)
        {
            nodes.Add(tree, trees.Trees[tree]);
        }

        return new(IrVersion, ImmutableSortedDictionary<string, long>.Empty.Add("", Standard).Add(Learning, Learned), new(
            "trees",
            [
                new("Cast", "", [Input], ["doubles"], [OnnxAttribute.Of("to", (long)OnnxElement.Double)]),
                new("TreeEnsembleRegressor", Learning, ["doubles"], [Output], nodes.Attributes(trees.Bias)),
            ],
            [],
            [OnnxValue.Of(Input, OnnxElement.Single, OnnxDim.Open("rows"), new OnnxDim(trees.FeaturesCount))],
            [OnnxValue.Of(Output, OnnxElement.Single, OnnxDim.Open("rows"), new OnnxDim(1))]))
        {
            Producer = "triage",
            Notes = ImmutableSortedDictionary<string, string>.Empty.Add(OnnxContract.SchemaNote, schemaSha256),
        };
    }

    /// <summary>Nodes as the operator wants them: an array for each thing that is said of every one.</summary>
    private sealed class NodeColumns
    {
        private readonly List<long> _trees = [];
        private readonly List<long> _nodes = [];
        private readonly List<long> _features = [];
        private readonly List<long> _left = [];
        private readonly List<long> _right = [];
        private readonly List<double> _thresholds = [];
        private readonly List<string> _modes = [];
        private readonly List<long> _leafTrees = [];
        private readonly List<long> _leafNodes = [];
        private readonly List<double> _weights = [];

        public void Add(int tree, TreeNodes nodes)
        {
            for (var node = 0; node < nodes.Features.Length; node++)
            {
                var isLeaf = nodes.Features[node] < 0;
                _trees.Add(tree);
                _nodes.Add(node);
                _modes.Add(isLeaf ? "LEAF" : "BRANCH_LEQ");
                _features.Add(isLeaf ? 0 : nodes.Features[node]);
                _thresholds.Add(isLeaf ? 0 : nodes.Thresholds[node]);
                _left.Add(isLeaf ? 0 : nodes.Left[node]);
                _right.Add(isLeaf ? 0 : nodes.Right[node]);
                if (isLeaf)
                {
                    _leafTrees.Add(tree);
                    _leafNodes.Add(node);
                    _weights.Add(nodes.Values[node]);
                }
            }
        }

        public ImmutableArray<OnnxAttribute> Attributes(double bias) =>
        [
            OnnxAttribute.Of("n_targets", 1),
            OnnxAttribute.Of("base_values_as_tensor", OnnxTensor.Of("bias", [1], [bias])),
            OnnxAttribute.Of("nodes_treeids", _trees),
            OnnxAttribute.Of("nodes_nodeids", _nodes),
            OnnxAttribute.Of("nodes_featureids", _features),
            OnnxAttribute.Of("nodes_modes", _modes),
            OnnxAttribute.Of("nodes_values_as_tensor", OnnxTensor.Of("thresholds", [_thresholds.Count], [.. _thresholds])),
            OnnxAttribute.Of("nodes_truenodeids", _left),
            OnnxAttribute.Of("nodes_falsenodeids", _right),
            OnnxAttribute.Of("target_treeids", _leafTrees),
            OnnxAttribute.Of("target_nodeids", _leafNodes),
            OnnxAttribute.Of("target_ids", _leafTrees.Select(_ => 0L)),
            OnnxAttribute.Of("target_weights_as_tensor", OnnxTensor.Of("weights", [_weights.Count], [.. _weights])),
        ];
    }
}
