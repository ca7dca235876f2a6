using System.Collections.Immutable;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Checks;
using Triage.Models.Scoring.Onnx.Format;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Onnx;

/// <summary>What may not be served, refused before the runtime is shown anything.</summary>
public sealed class OnnxCheckTests
{
    private const int Features = 4;

    private static readonly OnnxModel Sound = SampleOnnx.Network(Features, 1);
    private static readonly OnnxContract Contract = SampleOnnx.Contract(Features);

    [Fact]
    public void Check_takes_a_network_with_rows_left_open_or_one() => Assert.Equal([1, Features], Check(Sound).Graph.Inputs[0].Dims.Select(dim => dim.Size));

    [Theory]
    [InlineData("FileReader", "", "not served")]
    [InlineData("Loop", "", "not served")]
    [InlineData("RandomNormal", "", "not served")]
    [InlineData("ConstantOfShape", "", "not served")]
    [InlineData("Relu", "com.microsoft", "com.microsoft")]
    [InlineData("Relu", "ai.onnx.ml", "not served")]
    [InlineData("TreeEnsembleRegressor", "", "not served")]
    public void Check_operator_that_is_not_listed_is_refused(string name, string domain, string why) =>
        Refuses(why, Sound with { Graph = Sound.Graph with { Nodes = Sound.Graph.Nodes.SetItem(1, Sound.Graph.Nodes[1] with { Operator = name, Domain = domain }) } });

    [Theory]
    [InlineData("ai.onnx", 8)]
    [InlineData("ai.onnx", 22)]
    [InlineData("ai.onnx.ml", 5)]
    [InlineData("com.microsoft", 1)]
    public void Check_opset_that_is_not_served_is_refused_though_the_contract_says_so(string domain, long version)
    {
        var opsets = Contract.Opsets.SetItem(domain, version);
        Refuses(domain, Sound with { Opsets = opsets.ToImmutableSortedDictionary(opset => opset.Key == "ai.onnx" ? "" : opset.Key, opset => opset.Value) }, Contract with { Opsets = opsets });
    }

    [Fact]
    public void Check_model_without_an_opset_or_of_another_IR_is_refused()
    {
        Refuses("opsets none", Sound with { Opsets = Sound.Opsets.Clear() }, Contract with { Opsets = Contract.Opsets.Clear() });
        Refuses("IR version 11", Sound with { IrVersion = 11 });
        Refuses("IR version 2", Sound with { IrVersion = 2 });
    }

    [Fact]
    public void Check_model_that_is_not_as_its_contract_says_is_refused()
    {
        Refuses("its contract says rows:", Sound, Contract with { Input = "rows" });
        Refuses("no p,", Sound, Contract with { Output = "p" });
        Refuses("[rows, 5]", Sound, Contract with { Features = Features + 1 });
        Refuses("ai.onnx 17; its contract says ai.onnx 18", Sound, Contract with { Opsets = Contract.Opsets.SetItem("ai.onnx", 18) });
        Refuses("Double", Sound with { Graph = Sound.Graph with { Inputs = [Sound.Graph.Inputs[0] with { Element = OnnxElement.Double }] } });
        Refuses("'x' Single[7, 4]", Sound with { Graph = Sound.Graph with { Inputs = [Sound.Graph.Inputs[0] with { Dims = [new(7), new(Features)] }] } });
        Refuses("'x' Single[n, 4] and 'more'", Sound with { Graph = Sound.Graph with { Inputs = [.. Sound.Graph.Inputs, Sound.Graph.Inputs[0] with { Name = "more" }] } });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(24)]
    public void Check_output_that_is_not_one_number_a_row_or_two_is_refused(int columns) => Refuses(
        $"Single[1, {columns}]",
        Sound with { Graph = Sound.Graph with { Nodes = [new("MatMul", "", ["x", "w"], ["y"], [])], Initializers = [OnnxTensor.Of("w", [Features, columns], new float[Features * columns])] } });

    [Fact]
    public void Check_value_that_nothing_makes_or_two_make_is_refused()
    {
        Refuses("before anything makes it", With(new OnnxNode("Relu", "", ["nowhere"], ["more"], [])));
        Refuses("two values of the name 'h'", With(new OnnxNode("Relu", "", ["x"], ["h"], [])));
        Refuses("two values of the name 'x'", Sound with { Graph = Sound.Graph with { Nodes = Sound.Graph.Nodes.SetItem(1, new("Relu", "", ["h"], ["x"], [])) } });
        Refuses("'y', which nothing in it makes", Sound with { Graph = Sound.Graph with { Nodes = [], Outputs = [Sound.Graph.Outputs[0], Sound.Graph.Outputs[0] with { Name = "z" }] } });
    }

    [Fact]
    public void Check_shapes_that_do_not_fit_are_refused()
    {
        Refuses("multiplies", With(new OnnxNode("MatMul", "", ["x", "w2"], ["more"], [])));
        Refuses("do not fit", With(new OnnxNode("Add", "", ["x", "b1"], ["more"], [])));
        Refuses("makes [5]", With(new OnnxNode("Reshape", "", ["x", "places"], ["more"], []), OnnxTensor.Of("places", [1], [5L])));
        Refuses("chooses place 4 of 4", With(new OnnxNode("Gather", "", ["x", "places"], ["more"], [OnnxAttribute.Of("axis", 1)]), OnnxTensor.Of("places", [1], [4L])));
        Refuses("place -1", With(new OnnxNode("ArrayFeatureExtractor", "ai.onnx.ml", ["x", "places"], ["more"], []), OnnxTensor.Of("places", [1], [-1L])));
        Refuses("by what is computed", With(new OnnxNode("Gather", "", ["x", "places"], ["more"], []), new OnnxNode("ArgMax", "", ["x"], ["places"], [])));
        Refuses("lacks its input 2", With(new OnnxNode("Concat", "", ["x", ""], ["more"], [OnnxAttribute.Of("axis", 1)])));
        Refuses("real numbers alone", With(new OnnxNode("Div", "", ["places", "places"], ["more"], []), OnnxTensor.Of("places", [1], [0L])));
    }

    [Fact]
    public void Check_model_that_would_fill_the_memory_is_refused()
    {
        var column = OnnxTensor.Of("column", [1 << 14, 1], new float[1 << 14]);
        var row = OnnxTensor.Of("row", [1, 1 << 14], new float[1 << 14]);
        var grown = With(new OnnxNode("Add", "", ["column", "row"], ["more"], []), column) is var with ? with with { Graph = with.Graph with { Initializers = with.Graph.Initializers.Add(row) } } : null;
        Refuses("numbers or", grown!);
    }

    [Fact]
    public void Check_attribute_that_is_not_listed_of_another_kind_twice_or_not_finite_is_refused()
    {
        Refuses("'beta' of kind Int", Gemm(OnnxAttribute.Of("beta", 1L)));
        Refuses("'activation'", Gemm(OnnxAttribute.Of("activation", "x")));
        Refuses("twice", Gemm(OnnxAttribute.Of("beta", 1f), OnnxAttribute.Of("beta", 2f)));
        Refuses("not finite", Gemm(OnnxAttribute.Of("alpha", float.NaN)));
        Refuses("not finite", Gemm(OnnxAttribute.Of("alpha", float.PositiveInfinity)));

        static OnnxModel Gemm(params ImmutableArray<OnnxAttribute> attributes) => Sound with { Graph = Sound.Graph with { Nodes = Sound.Graph.Nodes.SetItem(0, Sound.Graph.Nodes[0] with { Attributes = attributes }) } };
    }

    private static OnnxModel With(OnnxNode node, OnnxTensor tensor) => Sound with { Graph = Sound.Graph with { Nodes = [node, .. Sound.Graph.Nodes], Initializers = Sound.Graph.Initializers.Add(tensor) } };

    private static OnnxModel With(OnnxNode node, params ImmutableArray<OnnxNode> before) => Sound with { Graph = Sound.Graph with { Nodes = [.. before, node, .. Sound.Graph.Nodes] } };

    private static void Refuses(string why, OnnxModel model, OnnxContract? contract = null) =>
        Assert.Contains(why, Assert.Throws<UnsoundModelException>(() => OnnxCheck.Check(OnnxModelReader.Decode(OnnxModelWriter.Encode(model)), contract ?? Contract, 1)).Message, StringComparison.Ordinal);

    private static OnnxModel Check(OnnxModel model) => OnnxCheck.Check(model, Contract, 1);
}
