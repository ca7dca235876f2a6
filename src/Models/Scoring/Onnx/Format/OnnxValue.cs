using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <param name="Dims">A name for a size that the caller chooses; <c>null</c> for one that is left open.</param>
public sealed record OnnxValue(string Name, OnnxElement Element, ImmutableArray<OnnxDim> Dims)
{
    public static OnnxValue Of(string name, OnnxElement element, params ReadOnlySpan<OnnxDim> dims) => new(name, element, [.. dims]);
}
