using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Payloads;

namespace Triage.Models.Replay;

/// <summary>A verdict against itself, computed again.</summary>
/// <param name="Differing">Members that differ; empty where all are the same.</param>
public sealed record VerdictComparison(ReplayOutcome Outcome, ImmutableArray<string> Differing)
{
    public static VerdictComparison Of(Verdict said, Verdict again)
    {
        if (Stored(said).SequenceEqual(Stored(again)))
        {
            return new(ReplayOutcome.Equal, []);
        }

        if (Stored(said).SequenceEqual(Stored(Rounded(again, said))))
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

    private static Verdict Rounded(Verdict verdict, Verdict said) => verdict with { Scores = ScoreRounding.Of(verdict.Scores, said.Scores), Lines = ScoreRounding.Of(verdict.Lines, said.Lines) };

    private static ReadOnlySpan<byte> Stored(Verdict verdict)
    {
        var to = new PayloadWriter();
        VerdictCodec.Write(to, verdict);
        return to.ToArray();
    }
}
