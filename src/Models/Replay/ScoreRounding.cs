using System.Collections.Immutable;
using Triage.Models.Scoring;

namespace Triage.Models.Replay;

/// <summary>What another processor's exponential function may change: the last digit of a probability, and of what it is made of. Where no more differs, it is as it was said.</summary>
internal static class ScoreRounding
{
    /// <summary>In millionths of probabilities, and thousandths of contributions.</summary>
    private const int Rounding = 1;

    public static ImmutableArray<Score> Of(ImmutableArray<Score> again, ImmutableArray<Score> said) => again.Length != said.Length ? again :
        [.. again.Select((score, at) => score with { Value = IsNear(score, said[at]) ? said[at].Value : score.Value, Contributions = Of(score.Contributions, said[at].Contributions) })];

    public static ImmutableArray<LineSuggestion> Of(ImmutableArray<LineSuggestion> again, ImmutableArray<LineSuggestion> said) => again.Length != said.Length ? again :
        [.. again.Select((line, at) => line with { Codes = Of(line.Codes, said[at].Codes), Contributions = Of(line.Contributions, said[at].Contributions) })];

    private static ImmutableArray<SuggestedCode> Of(ImmutableArray<SuggestedCode> again, ImmutableArray<SuggestedCode> said) => again.Length != said.Length ? again :
        [.. again.Select((code, at) => Math.Abs(code.ProbabilityMillionths - said[at].ProbabilityMillionths) <= Rounding ? code with { ProbabilityMillionths = said[at].ProbabilityMillionths } : code)];

    private static ImmutableArray<Contribution> Of(ImmutableArray<Contribution> again, ImmutableArray<Contribution> said) => again.Length != said.Length ? again :
        [.. again.Select((part, at) => Math.Abs(part.Thousandths - said[at].Thousandths) <= Rounding ? part with { Thousandths = said[at].Thousandths } : part)];

    private static bool IsNear(Score score, Score said) => score.Unit == ScoreUnit.ProbabilityMillionths && Math.Abs(score.Value - said.Value) <= Rounding;
}
