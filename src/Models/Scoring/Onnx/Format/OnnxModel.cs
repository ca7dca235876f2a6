using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>What an ONNX file says, as far as a model that may be served can say it; anything else has no place here and is refused where it is read.</summary>
/// <param name="Opsets">By domain; the standard's own is the empty one.</param>
public sealed record OnnxModel(long IrVersion, ImmutableSortedDictionary<string, long> Opsets, OnnxGraph Graph)
{
    /// <summary>Who wrote it: said on, never read.</summary>
    public string Producer { get; init; } = "";

    /// <summary>What its maker noted.</summary>
    public ImmutableSortedDictionary<string, string> Notes { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
