using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>One of the values is meant, as <paramref name="Kind"/> says. Graphs, types and references are not among them.</summary>
public sealed record OnnxAttribute(string Name, OnnxAttributeKind Kind)
{
    public float Float { get; init; }
    public long Int { get; init; }
    public string Text { get; init; } = "";
    public OnnxTensor? Tensor { get; init; }
    public ImmutableArray<float> Floats { get; init; } = [];
    public ImmutableArray<long> Ints { get; init; } = [];
    public ImmutableArray<string> Texts { get; init; } = [];

    public static OnnxAttribute Of(string name, float value) => new(name, OnnxAttributeKind.Float) { Float = value };

    public static OnnxAttribute Of(string name, long value) => new(name, OnnxAttributeKind.Int) { Int = value };

    public static OnnxAttribute Of(string name, string value) => new(name, OnnxAttributeKind.Text) { Text = value };

    public static OnnxAttribute Of(string name, OnnxTensor value) => new(name, OnnxAttributeKind.Tensor) { Tensor = value };

    public static OnnxAttribute Of(string name, IEnumerable<float> values) => new(name, OnnxAttributeKind.Floats) { Floats = [.. values] };

    public static OnnxAttribute Of(string name, IEnumerable<long> values) => new(name, OnnxAttributeKind.Ints) { Ints = [.. values] };

    public static OnnxAttribute Of(string name, IEnumerable<string> values) => new(name, OnnxAttributeKind.Texts) { Texts = [.. values] };
}
