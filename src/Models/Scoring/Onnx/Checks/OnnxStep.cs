using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>One node with what goes into it, as the rule of its operator sees it.</summary>
internal sealed class OnnxStep(OnnxNode node, ImmutableArray<OnnxTyped?> inputs)
{
    public OnnxNode Node => node;

    public int InputsCount => inputs.Length;

    public bool Has(int input) => input < inputs.Length && inputs[input] is not null;

    public OnnxTyped Input(int at) => at < inputs.Length && inputs[at] is { } given ? given : throw Refused($"lacks its input {at + 1}");

    /// <summary>An input of real numbers: no integers, whose division by zero would end the process.</summary>
    public OnnxTyped Real(int at) => Input(at) is { IsReal: true } real ? real : throw Refused($"is asked of {Input(at)}, and is served for real numbers alone");

    /// <summary>Rows of numbers.</summary>
    public OnnxTyped Matrix(int at) => Input(at) is { Rank: 2 } matrix ? matrix : throw Refused($"is asked of {Input(at)}, and is served for rows and columns alone");

    public long Int(string attribute, long otherwise) => node[attribute] is { } given ? given.Int : otherwise;

    public string Text(string attribute, string otherwise) => node[attribute] is { } given ? given.Text : otherwise;

    public ImmutableArray<long> Ints(string attribute) => node[attribute] is { } given ? given.Ints : [];

    public ImmutableArray<float> Floats(string attribute) => node[attribute] is { } given ? given.Floats : [];

    public ImmutableArray<string> Texts(string attribute) => node[attribute] is { } given ? given.Texts : [];

    /// <summary>Integers that say how something is shaped: by an attribute in old opsets, by an input in new ones. <c>null</c>: not given.</summary>
    public long[]? Integers(string attribute, int input) =>
        node[attribute] is { } given ? [.. given.Ints]
        : !Has(input) ? null
        : Input(input).Constant?.Integers() ?? throw Refused($"takes its {attribute} from what is computed: they must stand in the file");

    public int Axis(long axis, int rank) => axis < 0 ? Axis(axis + rank, rank, axis) : Axis(axis, rank, axis);

    public UnsoundModelException Refused(string what) =>
        new($"is no ONNX model that can be served: {(node.Domain.Length > 0 ? $"{node.Domain}." : "")}{node.Operator} (to '{(node.Outputs.IsEmpty ? "" : node.Outputs[0])}') {what}");

    private int Axis(long axis, int rank, long given) => axis >= 0 && axis < rank ? (int)axis : throw Refused($"has the axis {given} of a value with {rank}");
}
