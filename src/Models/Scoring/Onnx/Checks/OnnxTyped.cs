using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>A value of a graph as it will be when the graph is run: its size is known before.</summary>
/// <param name="Constant">What it is, where that does not depend on what is asked.</param>
internal sealed record OnnxTyped(OnnxElement Element, ImmutableArray<long> Dims, OnnxTensor? Constant = null)
{
    public bool IsReal => Element is OnnxElement.Single or OnnxElement.Double;

    public int Rank => Dims.Length;

    public long Count => OnnxTensor.CountOf(Dims);

    public static OnnxTyped Of(OnnxTensor tensor) => new(tensor.Element, tensor.Dims, tensor);

    public override string ToString() => $"{Element}[{string.Join(", ", Dims)}]";
}
