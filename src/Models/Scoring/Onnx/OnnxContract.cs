using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx;

/// <summary>What a manifest says of an ONNX file: the file must be so, or it is not served.</summary>
/// <param name="Input">The name of its one input: single precision, [rows, features].</param>
/// <param name="Output">The name of the output that is read: single precision, [rows], [rows, 1] or [rows, 2], of which the second is that of the class asked for.</param>
/// <param name="Opsets">By domain, <c>ai.onnx</c> and <c>ai.onnx.ml</c>.</param>
/// <param name="Features">Columns of the input.</param>
/// <param name="OutputKind">One of <see cref="OnnxOutputs"/>.</param>
public sealed record OnnxContract(string Input, string Output, ImmutableSortedDictionary<string, long> Opsets, int Features, string OutputKind)
{
    /// <summary>Under which a model notes the hash of the feature schema that it learned from.</summary>
    public const string SchemaNote = "feature_schema_sha256";

    private const string Standard = "ai.onnx";

    /// <summary>As the file itself says; whether it may be served is another question.</summary>
    /// <param name="output"><c>null</c>: the only one.</param>
    /// <exception cref="UnsoundModelException">Nothing says which of several is meant.</exception>
    public static OnnxContract Of(OnnxModel model, int features, string? output, string outputKind)
    {
        string[] inputs = [.. model.Graph.Inputs.Select(given => given.Name).Except(model.Graph.Initializers.Select(tensor => tensor.Name))];
        string[] outputs = [.. model.Graph.Outputs.Select(given => given.Name)];
        if (inputs.Length != 1 || (output is null && outputs.Length != 1))
        {
            throw new UnsoundModelException($"has the inputs {string.Join(", ", inputs)} and the outputs {string.Join(", ", outputs)}: one input is served, and of several outputs somebody must say which");
        }

        return new(inputs[0], output ?? outputs[0], WithName(model.Opsets), features, outputKind);
    }

    /// <summary>The standard's own domain by its name.</summary>
    public static ImmutableSortedDictionary<string, long> WithName(ImmutableSortedDictionary<string, long> opsets) =>
        opsets.ToImmutableSortedDictionary(opset => opset.Key.Length == 0 ? Standard : opset.Key, opset => opset.Value, StringComparer.Ordinal);
}
