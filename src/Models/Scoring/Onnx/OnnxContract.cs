using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx;

/// <summary>What a manifest says of an ONNX file: the file must be so, or it is not served.</summary>
/// <param name="Input">The name of its one input: single precision, [rows, features].</param>
/// <param name="Output">The name of the output that is read: single precision, [rows], [rows, 1] or [rows, 2], of which the second is that of the class asked for.</param>
/// <param name="Opsets">By domain, <c>ai.onnx</c> and <c>ai.onnx.ml</c>.</param>
/// <param name="Features">Columns of the input.</param>
/// <param name="OutputKind">One of <see cref="OnnxOutputs"/>.</param>
public sealed record OnnxContract(string Input, string Output, ImmutableSortedDictionary<string, long> Opsets, int Features, string OutputKind);
