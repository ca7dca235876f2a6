namespace Triage.Models.Scoring.Onnx.Format;

/// <param name="Size">-1: the caller chooses.</param>
public readonly record struct OnnxDim(long Size, string Name = "")
{
    public bool IsOpen => Size < 0;

    public static OnnxDim Open(string name) => new(-1, name);

    public override string ToString() => IsOpen ? Name.Length > 0 ? Name : "?" : Size.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
