using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Payloads;
using Triage.Models.Scoring;

namespace Triage.Models.Replay;

/// <summary>What models said of an invoice against what they say when its past is folded again.</summary>
public static class PastComparison
{
    public static (ReplayOutcome Outcome, ImmutableArray<ReplayFinding> Findings) Of(Verdict said, ScoreSheet again)
    {
        var findings = ImmutableArray.CreateBuilder<ReplayFinding>();
        if (said.Basis is { FeaturesSha256: { IsEmpty: false } kept } && !kept.AsSpan().SequenceEqual(again.FeaturesSha256.AsSpan()))
        {
            findings.Add(new(ReplayProblem.FeaturesDiffer, "The features that the past gives are not those that were kept."));
        }

        ImmutableArray<Score> scores = [.. said.Scores.Where(score => !score.ModelSha256.IsEmpty)];
        if (Stored(scores).SequenceEqual(Stored(again.Scores)) && Stored(said.Lines).SequenceEqual(Stored(again.Lines)))
        {
            return (findings.Count == 0 ? ReplayOutcome.Equal : ReplayOutcome.Different, findings.ToImmutable());
        }

        var (roundedScores, roundedLines) = (ScoreRounding.Of(again.Scores, scores), ScoreRounding.Of(again.Lines, said.Lines));
        foreach (var score in scores)
        {
            var same = roundedScores.FirstOrDefault(other => other.Scorer == score.Scorer);
            if (same is null || !Stored([score]).SequenceEqual(Stored([same])))
            {
                findings.Add(new(ReplayProblem.VerdictDiffers, $"scores.{score.Scorer}"));
            }
        }

        if (scores.Length != again.Scores.Length)
        {
            findings.Add(new(ReplayProblem.VerdictDiffers, "scores"));
        }

        if (!Stored(said.Lines).SequenceEqual(Stored(roundedLines)))
        {
            findings.Add(new(ReplayProblem.VerdictDiffers, "lines"));
        }

        return findings.Count == 0 ? (ReplayOutcome.Near, [new(ReplayProblem.VerdictDiffers, "probabilities")]) : (ReplayOutcome.Different, findings.ToImmutable());
    }

    private static ReadOnlySpan<byte> Stored(ImmutableArray<Score> scores)
    {
        var to = new PayloadWriter();
        foreach (var score in scores)
        {
            to.Text(score.ModelVersion);
            to.Signed(score.Value);
            to.Byte((byte)score.Unit);
        }

        ScoreCodec.WriteModels(to, scores);
        return to.ToArray();
    }

    private static ReadOnlySpan<byte> Stored(ImmutableArray<LineSuggestion> lines)
    {
        var to = new PayloadWriter();
        ScoreCodec.WriteLines(to, lines);
        return to.ToArray();
    }
}
