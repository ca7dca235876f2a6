using System.Collections.Frozen;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <param name="Attributes">Those that it may have; any other might mean what nobody looked at.</param>
/// <param name="Outputs">What comes out, by what goes in.</param>
internal sealed record OnnxOperator(FrozenDictionary<string, OnnxAttributeKind> Attributes, Func<OnnxStep, OnnxTyped[]> Outputs)
{
    public static OnnxOperator Of(Func<OnnxStep, OnnxTyped> output, params ReadOnlySpan<(string Name, OnnxAttributeKind Kind)> attributes) => Of(step => [output(step)], attributes);

    public static OnnxOperator Of(Func<OnnxStep, OnnxTyped[]> outputs, params ReadOnlySpan<(string Name, OnnxAttributeKind Kind)> attributes)
    {
        var named = new Dictionary<string, OnnxAttributeKind>(StringComparer.Ordinal);
        foreach (var (name, kind) in attributes)
        {
            named.Add(name, kind);
        }

        return new(named.ToFrozenDictionary(StringComparer.Ordinal), outputs);
    }
}
