using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Payloads;

namespace Triage.Models.Features.Sheets;

/// <summary>Reads what <see cref="FeatureSheetWriter"/> took down. Each part names the schema of its vectors: those that nobody reads any more are refused.</summary>
public static class FeatureSheetCodec
{
    // More than a search finds: what says more is damage.
    private const int PairsMax = 10_000;

    internal const byte Version = 1;
    internal const byte PairsPart = 1;
    internal const byte AnomalyPart = 2;
    internal const byte LinePart = 3;

    /// <exception cref="PayloadDamagedException"/>
    /// <exception cref="FeatureSchemaException">The vectors are of another schema than this program's.</exception>
    public static FeatureSheet Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new PayloadReader(bytes);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var sheet = new FeatureSheet();
        var lines = ImmutableArray.CreateBuilder<LineFeatures>();
        while (!from.IsAtEnd)
        {
            var part = from.Byte();
            var tag = from.Fixed64();
            switch (part)
            {
                case PairsPart:
                    sheet = sheet with { Pairs = ReadPairs(ref from, DuplicateFeatures.SchemaOf(tag).Count) };
                    break;
                case AnomalyPart:
                    AnomalyFeatures.Schema.Require(tag);
                    var row = FeatureBlockCodec.Read(ref from, AnomalyFeatures.Schema.Count, AnomalyFeatures.Schema.Count, AnomalyFeatures.Missing, rowsMax: 1);
                    sheet = sheet with { Anomaly = ImmutableCollectionsMarshal.AsImmutableArray(row) };
                    break;
                case LinePart:
                    CodingFeatures.Schema.Require(tag);
                    lines.Add(ReadLine(ref from));
                    break;
                default:
                    throw new PayloadDamagedException();
            }
        }

        return sheet with { Lines = lines.DrainToImmutable() };
    }

    private static PairFeatures ReadPairs(ref PayloadReader from, int width)
    {
        var rows = FeatureBlockCodec.Read(ref from, width, width, DuplicateFeatures.Missing, PairsMax);
        var others = new PairOther[rows.Length / width];
        foreach (ref var other in others.AsSpan())
        {
            other = new(from.RequiredText(), from.Flag());
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(rows), ImmutableCollectionsMarshal.AsImmutableArray(others));
    }

    private static LineFeatures ReadLine(ref PayloadReader from)
    {
        var (line, field) = ((int)Math.Min(from.Unsigned(), int.MaxValue), from.Byte());
        if (field >= CodeFields.All.Length)
        {
            throw new PayloadDamagedException();
        }

        var rows = FeatureBlockCodec.Read(ref from, CodingFeatures.Schema.Count, CandidateComparison.ComparedFrom, CodingFeatures.Missing, CodingCandidates.CandidatesMax);
        CandidateComparison.Fill(rows);
        var codes = new string[rows.Length / CodingFeatures.Schema.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = from.RequiredText();
        }

        var known = new LineKnowledge((int)Math.Min(from.Unsigned(), int.MaxValue), from.Flag(), from.Flag());
        return new(line, (CodeField)field, ImmutableCollectionsMarshal.AsImmutableArray(codes), ImmutableCollectionsMarshal.AsImmutableArray(rows), known);
    }
}
