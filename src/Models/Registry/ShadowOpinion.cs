using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Gating;
using Triage.Models.Scoring;

namespace Triage.Models.Registry;

/// <summary>What one set of models led to for one invoice.</summary>
/// <param name="WouldBe">What active mode would have said; <see cref="VerdictKind.None"/> when the policy is active.</param>
/// <param name="ExceptionBits">As in <see cref="Gating.Verdict.ExceptionBits"/>.</param>
/// <param name="Scores">Of models.</param>
/// <param name="Codes">The first suggestion for each line that has any.</param>
public sealed record ShadowOpinion(VerdictKind Verdict, VerdictKind WouldBe, long ExceptionBits, ImmutableArray<ShadowScore> Scores, ImmutableArray<ShadowCode> Codes)
{
    public static ShadowOpinion Of(Verdict verdict) => new(
        verdict.Kind,
        verdict.WouldBe,
        verdict.ExceptionBits,
        [.. verdict.Scores.Where(score => !score.ModelSha256.IsEmpty).Select(score => new ShadowScore(score.Scorer, score.Value, score.Unit))],
        [.. verdict.Lines.Where(line => !line.Codes.IsEmpty).Select(line => new ShadowCode(line.Line, line.Field, line.Codes[0].Code))]);

    public bool IsSameVerdict(ShadowOpinion other) => (Verdict, WouldBe) == (other.Verdict, other.WouldBe);

    public bool IsSameExceptions(ShadowOpinion other) => ExceptionBits == other.ExceptionBits;

    public bool IsSameCodes(ShadowOpinion other) => Codes.SequenceEqual(other.Codes);
}

public sealed record ShadowScore(string Scorer, long Value, ScoreUnit Unit);

/// <param name="Line">Its place among the invoice's lines.</param>
public sealed record ShadowCode(int Line, CodeField Field, string Code);
