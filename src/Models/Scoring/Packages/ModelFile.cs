using System.Text.Json.Serialization;
using Triage.Models.Scoring.Onnx;

namespace Triage.Models.Scoring.Packages;

/// <param name="Kind">One of <see cref="ModelFileKinds"/>.</param>
/// <param name="FeatureSchemaSha256">Of models; <c>null</c> of other files.</param>
public sealed record ModelFile(string Name, string Kind, string Sha256, long Bytes, string? FeatureSchemaSha256 = null)
{
    /// <summary>Of ONNX files what they read and give; <c>null</c> of others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OnnxContract? Onnx { get; init; }
}
