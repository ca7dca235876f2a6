namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>What a tensor is made of, as the format numbers it: the kinds that a model may use.</summary>
public enum OnnxElement
{
    Single = 1,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Double = 11,
}
