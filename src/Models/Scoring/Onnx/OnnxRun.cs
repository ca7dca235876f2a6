using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.OnnxRuntime;

namespace Triage.Models.Scoring.Onnx;

/// <summary>What one thread needs to ask a session: memory for a row and for its answer, made once.</summary>
[SuppressMessage("Design", "CA1001", Justification = "As long as its scorer, which nobody disposes of.")]
internal sealed class OnnxRun
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly float[] _row;
    private readonly float[] _answer;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly OrtValue[] _given;
    private readonly OrtValue[] _made;

    public OnnxRun(InferenceSession session, OnnxContract contract, long[] answerDims)
    {
        _session = session;
        (_row, _answer) = (new float[contract.Features], new float[answerDims[^1]]);
        (_inputs, _outputs) = ([contract.Input], [contract.Output]);
        _given = [OrtValue.CreateTensorValueFromMemory(_row, [1, contract.Features])];
        _made = [OrtValue.CreateTensorValueFromMemory(_answer, answerDims)];
    }

    /// <returns>Of two numbers the second: that of the class asked for.</returns>
    public float Of(ReadOnlySpan<float> features)
    {
        features.CopyTo(_row);
        _session.Run(_options, _inputs, _given, _outputs, _made);
        return _answer[^1];
    }
}
