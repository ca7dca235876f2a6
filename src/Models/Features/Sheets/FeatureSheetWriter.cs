using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Payloads;

namespace Triage.Models.Features.Sheets;

/// <summary>Takes down what scorers ask, straight from their working memory, in the stored form. Each thread has its own.</summary>
public sealed class FeatureSheetWriter
{
    /// <summary>What is more is not kept.</summary>
    public const int KeptBytesMax = 512 * 1024;

    private readonly PayloadWriter _to = new();
    private readonly FeatureBlockCodec _block = new();

    public int Length => _to.Written.Length;

    public void Begin()
    {
        _to.Clear();
        _to.Byte(FeatureSheetCodec.Version);
    }

    /// <param name="rows">Of the pairs, one behind the other.</param>
    public void Pairs(ReadOnlySpan<PairOther> others, ReadOnlySpan<float> rows)
    {
        Begin(FeatureSheetCodec.PairsPart, DuplicateFeatures.Schema);
        _block.Write(_to, rows, DuplicateFeatures.Schema.Count, DuplicateFeatures.Schema.Count, DuplicateFeatures.Missing);
        foreach (var other in others)
        {
            _to.Text(other.InvoiceId);
            _to.Flag(other.AreNumbered);
        }
    }

    public void Anomaly(ReadOnlySpan<float> row)
    {
        Begin(FeatureSheetCodec.AnomalyPart, AnomalyFeatures.Schema);
        _block.Write(_to, row, AnomalyFeatures.Schema.Count, AnomalyFeatures.Schema.Count, AnomalyFeatures.Missing);
    }

    /// <param name="rows">Of the candidates, one behind the other.</param>
    public void Line(int line, CodeField field, ReadOnlySpan<string> codes, ReadOnlySpan<float> rows, LineKnowledge known)
    {
        Begin(FeatureSheetCodec.LinePart, CodingFeatures.Schema);
        _to.Count(line);
        _to.Byte((byte)field);
        _block.Write(_to, rows, CodingFeatures.Schema.Count, CandidateComparison.ComparedFrom, CodingFeatures.Missing);
        foreach (var code in codes)
        {
            _to.Text(code);
        }

        _to.Count(known.SupplierLines);
        _to.Flag(known.IsPlaceNew);
        _to.Flag(known.IsFacilityNew);
    }

    public ImmutableArray<byte> ToBytes() => ImmutableCollectionsMarshal.AsImmutableArray(_to.ToArray());

    private void Begin(byte part, FeatureSchema schema)
    {
        _to.Byte(part);
        _to.Fixed64(schema.Tag);
    }
}
