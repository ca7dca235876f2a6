using Triage.Models.Payloads;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Onnx;

/// <summary>The stored form of what scores rows: trees stand in the model itself; of an ONNX model, which stands in a file beside it, the hash.</summary>
public static class RowScorerCodec
{
    public static bool IsBeside(IRowScorer scorer) => scorer is OnnxRowScorer;

    public static void Write(PayloadWriter to, IRowScorer scorer)
    {
        if (scorer is OnnxRowScorer onnx)
        {
            to.Bytes(onnx.Sha256.AsSpan());
            return;
        }

        TreeEnsembleCodec.Write(to, (TreeEnsemble)scorer);
    }

    /// <param name="schemaSha256">Of the features that the model reads.</param>
    /// <param name="beside">The model of the file beside, if there is one.</param>
    /// <exception cref="PayloadDamagedException"/>
    /// <exception cref="UnsoundModelException"/>
    public static IRowScorer Read(ref PayloadReader from, bool isBeside, string schemaSha256, OnnxRowScorer? beside)
    {
        if (!isBeside)
        {
            return beside is null ? TreeEnsembleCodec.Read(ref from) : throw new UnsoundModelException("has trees of its own, and the manifest lists an ONNX model for it");
        }

        var hash = from.Bytes();
        if (beside?.FeatureSchemaSha256 is { } learned && learned != schemaSha256)
        {
            throw new UnsoundModelException($"reads features of schema {schemaSha256}, and the ONNX model beside it learned from those of {learned}");
        }

        return beside is not null && hash.SequenceEqual(beside.Sha256.AsSpan())
            ? beside
            : throw new UnsoundModelException($"was calibrated for the ONNX model of SHA-256 {Convert.ToHexStringLower(hash[..Math.Min(32, hash.Length)])}, which {(beside is null ? "is not beside it" : "the one beside it is not")}");
    }
}
