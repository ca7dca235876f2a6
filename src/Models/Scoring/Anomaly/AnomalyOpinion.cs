using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>What the anomaly scorer says of one invoice after another, in service. Keeps its working memory, so each thread needs its own.</summary>
public sealed class AnomalyOpinion(AnomalyScorer scorer, ModelStamp stamp)
{
    private const int ContributionsMax = 6;
    private const int SentencesMax = 3;

    // Why it is usual nobody asks.
    private const int ExplainedFromMillionths = 50_000;

    private readonly AnomalyRow _row = new();

    /// <param name="asked">Takes down what was asked; <c>null</c> where nobody keeps it.</param>
    public Score Of(Invoice invoice, Profiles profiles, bool isExplained, FeatureSheetWriter? asked)
    {
        var score = Unexplained(scorer.Score(AnomalyFacts.Of(invoice), profiles.Anomalies, _row));
        asked?.Anomaly(_row.Values);
        return IsExplainable(score, isExplained) ? Explained(score, scorer.Explain(invoice, profiles.Anomalies)) : score;
    }

    /// <summary>As it was asked before, or by another model: the respects are the features', the sentences were the history's.</summary>
    public Score Of(ReadOnlySpan<float> asked, bool isExplained)
    {
        var score = Unexplained(scorer.Score(asked));
        return IsExplainable(score, isExplained) ? Explained(score, scorer.Explain(asked, _ => ("", null))) with { Sentences = [] } : score;
    }

    private Score Unexplained(AnomalyScore found) => new(
        ScorerNames.Anomaly,
        stamp.Version,
        found.Probability is { } probability ? Probability.ToMillionths(probability) : (long)Math.Round(found.Raw * 1000, MidpointRounding.AwayFromZero),
        found.Probability is null ? ScoreUnit.NatsThousandths : ScoreUnit.ProbabilityMillionths)
    {
        ModelSha256 = stamp.Sha256,
        IsFlagged = scorer.IsFlagged(found),
    };

    // In which respect a flagged one is unusual decides which exception it is.
    private static bool IsExplainable(Score score, bool isExplained) =>
        score.IsFlagged || (isExplained && score is { Unit: ScoreUnit.ProbabilityMillionths, Value: >= ExplainedFromMillionths });

    private static Score Explained(Score score, ScoredAnomaly why) => score with
    {
        About = why.Reasons is [var first, ..] ? Place(first) : null,
        Sentences = [.. why.Reasons.Take(SentencesMax).Select(reason => reason.Text)],
        Contributions = why.Contributions.IsEmpty ? [] : Contributions.Of(why.Names, [.. why.Contributions], why.Rest, ContributionsMax),
    };

    private static string Place(AnomalyReason reason) => reason.Line is { } line ? $"{Name(reason.Respect)} lines[{line}]" : Name(reason.Respect);

    private static string Name(AnomalyRespect respect) => respect switch
    {
        AnomalyRespect.Amount => "amount",
        AnomalyRespect.AccountCode => "account_code",
        AnomalyRespect.CostCentre => "cost_centre",
        AnomalyRespect.Rhythm => "rhythm",
        AnomalyRespect.Facility => "facility",
        _ => throw new ArgumentOutOfRangeException(nameof(respect)),
    };
}
