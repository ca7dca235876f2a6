using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Payloads;
using Triage.Models.Scoring;

namespace Triage.Models.Replay;

/// <summary>A verdict against itself, computed again.</summary>
/// <param name="Differing">Members that differ; empty where all are the same.</param>
public sealed record VerdictComparison(ReplayOutcome Outcome, ImmutableArray<string> Differing)
{
    /// <summary>In millionths: what the last bits of an exponential function may change.</summary>
    private const int Rounding = 1;

    public static VerdictComparison Of(Verdict said, Verdict again)
    {
        if (Stored(said).SequenceEqual(Stored(again)))
        {
            return new(ReplayOutcome.Equal, []);
        }

        if (Stored(Rounded(said, said)).SequenceEqual(Stored(Rounded(again, said))))
        {
            return new(ReplayOutcome.Near, ["probabilities"]);
        }

        return new(ReplayOutcome.Different, [.. Members(said, again)]);
    }

    private static List<string> Members(Verdict said, Verdict again)
    {
        var (same, members) = (again, new List<string>());
        Try("kind", verdict => verdict with { Kind = said.Kind });
        Try("would_be", verdict => verdict with { WouldBe = said.WouldBe });
        Try("reasons", verdict => verdict with { Reasons = said.Reasons });
        Try("rule", verdict => verdict with { ClearedByRule = said.ClearedByRule });
        Try("hold", verdict => verdict with { Hold = said.Hold });
        Try("checks", verdict => verdict with { Checks = said.Checks });
        Try("lines", verdict => verdict with { Lines = said.Lines });
        Try("host_deadline", verdict => verdict with { HostDeadlineMicros = said.HostDeadlineMicros });
        Try("basis", verdict => verdict with { Basis = said.Basis });
        foreach (var scorer in said.Scores.Concat(again.Scores).Select(score => score.Scorer).Distinct())
        {
            if (!Printed(said, scorer).SequenceEqual(Printed(again, scorer)))
            {
                members.Add($"scores.{scorer}");
            }
        }

        if (members.Count == 0)
        {
            members.Add("other members");
        }

        return members;

        void Try(string member, Func<Verdict, Verdict> give)
        {
            var given = give(same);
            if (!Stored(given).SequenceEqual(Stored(same)))
            {
                members.Add(member);
                same = given;
            }
        }
    }

    private static ReadOnlySpan<byte> Printed(Verdict verdict, string scorer) =>
        Stored(verdict with { Scores = [.. verdict.Scores.Where(score => score.Scorer == scorer)], Lines = [], Reasons = [], Checks = [], Basis = null });

    /// <summary>Probabilities that lie within rounding of what was said, as they were said.</summary>
    private static Verdict Rounded(Verdict verdict, Verdict said) => verdict.Scores.Length != said.Scores.Length || verdict.Lines.Length != said.Lines.Length ? verdict : verdict with
    {
        Scores = [.. verdict.Scores.Select((score, at) => score with { Value = Near(score, said.Scores[at]) ? said.Scores[at].Value : score.Value, Contributions = [] })],
        Lines = [.. verdict.Lines.Select((line, at) => line with { Codes = Rounded(line.Codes, said.Lines[at].Codes), Contributions = [] })],
    };

    private static ImmutableArray<SuggestedCode> Rounded(ImmutableArray<SuggestedCode> codes, ImmutableArray<SuggestedCode> said) => codes.Length != said.Length ? codes :
        [.. codes.Select((code, at) => Math.Abs(code.ProbabilityMillionths - said[at].ProbabilityMillionths) <= Rounding ? code with { ProbabilityMillionths = said[at].ProbabilityMillionths } : code)];

    private static bool Near(Score score, Score said) => score.Unit == ScoreUnit.ProbabilityMillionths && Math.Abs(score.Value - said.Value) <= Rounding;

    private static ReadOnlySpan<byte> Stored(Verdict verdict)
    {
        var to = new PayloadWriter();
        VerdictCodec.Write(to, verdict);
        return to.ToArray();
    }
}
