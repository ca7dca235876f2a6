namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>As the format numbers them.</summary>
public enum OnnxAttributeKind
{
    Float = 1,
    Int = 2,
    Text = 3,
    Tensor = 4,
    Floats = 6,
    Ints = 7,
    Texts = 8,
}
