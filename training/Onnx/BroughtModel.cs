using Triage.Models.Scoring;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Training.Onnx;

/// <summary>An ONNX file that is to score the rows of a model.</summary>
/// <param name="Model">Its kind.</param>
public sealed record BroughtModel(string Model, byte[] Bytes, OnnxRowScorer Scorer)
{
    /// <param name="output"><c>null</c>: the only one.</param>
    /// <exception cref="TrainingException">The file is no model that can be served.</exception>
    public static BroughtModel Read(string model, string path, string? output, string outputKind)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            var contract = OnnxContract.Of(OnnxModelReader.Decode(bytes), ModelSchemas.Of(model).Count, output, outputKind);
            return new(model, bytes, OnnxRowScorer.Load(bytes, contract));
        }
        catch (UnsoundModelException unsound)
        {
            throw new TrainingException($"{path} {unsound.Message}. docs/onnx.md says what is served.");
        }
    }
}
