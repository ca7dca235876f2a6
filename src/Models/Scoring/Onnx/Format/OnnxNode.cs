using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <param name="Inputs">An empty name is an optional input that is not given.</param>
/// <param name="Domain">Empty for the standard's own operators.</param>
public sealed record OnnxNode(string Operator, string Domain, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs, ImmutableArray<OnnxAttribute> Attributes)
{
    public OnnxAttribute? this[string attribute] => Attributes.FirstOrDefault(given => given.Name == attribute);
}
