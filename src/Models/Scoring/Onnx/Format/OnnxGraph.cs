using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <param name="Nodes">Each after those whose outputs it reads.</param>
public sealed record OnnxGraph(string Name, ImmutableArray<OnnxNode> Nodes, ImmutableArray<OnnxTensor> Initializers, ImmutableArray<OnnxValue> Inputs, ImmutableArray<OnnxValue> Outputs);
