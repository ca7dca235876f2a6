using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Gating;
using Triage.Models.Payloads;
using Triage.Models.Scoring;

namespace Triage.Models.Registry;

/// <summary>The stored form of what two sets of models led to.</summary>
public static class ShadowOpinionCodec
{
    private const byte Version = 1;

    public static byte[] Encode(ShadowOpinion said, ShadowOpinion candidate)
    {
        var to = new PayloadWriter();
        to.Byte(Version);
        Write(to, said);
        Write(to, candidate);
        return to.ToArray();
    }

    /// <exception cref="PayloadDamagedException"/>
    public static (ShadowOpinion Said, ShadowOpinion Candidate) Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new PayloadReader(bytes);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var both = (Read(ref from), Read(ref from));
        return from.IsAtEnd ? both : throw new PayloadDamagedException();
    }

    private static void Write(PayloadWriter to, ShadowOpinion opinion)
    {
        to.Byte((byte)opinion.Verdict);
        to.Byte((byte)opinion.WouldBe);
        to.Signed(opinion.ExceptionBits);
        to.Count(opinion.Scores.Length);
        foreach (var score in opinion.Scores)
        {
            to.Text(score.Scorer);
            to.Signed(score.Value);
            to.Byte((byte)score.Unit);
        }

        to.Count(opinion.Codes.Length);
        foreach (var code in opinion.Codes)
        {
            to.Count(code.Line);
            to.Byte((byte)code.Field);
            to.Text(code.Code);
        }
    }

    private static ShadowOpinion Read(ref PayloadReader from)
    {
        var (verdict, wouldBe, exceptions) = ((VerdictKind)from.Byte(), (VerdictKind)from.Byte(), from.Signed());
        var scores = ImmutableArray.CreateBuilder<ShadowScore>(from.Count());
        for (var i = 0; i < scores.Capacity; i++)
        {
            scores.Add(new(from.RequiredText(), from.Signed(), (ScoreUnit)from.Byte()));
        }

        var codes = ImmutableArray.CreateBuilder<ShadowCode>(from.Count());
        for (var i = 0; i < codes.Capacity; i++)
        {
            codes.Add(new((int)from.Unsigned(), (CodeField)from.Byte(), from.RequiredText()));
        }

        return new(verdict, wouldBe, exceptions, scores.MoveToImmutable(), codes.MoveToImmutable());
    }
}
