using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Profiles;
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

    public Score Of(Invoice invoice, Profiles profiles, bool isExplained)
    {
        var found = scorer.Score(AnomalyFacts.Of(invoice), profiles.Anomalies, _row);
        var score = new Score(
            ScorerNames.Anomaly,
            stamp.Version,
            found.Probability is { } probability ? Probability.ToMillionths(probability) : (long)Math.Round(found.Raw * 1000, MidpointRounding.AwayFromZero),
            found.Probability is null ? ScoreUnit.NatsThousandths : ScoreUnit.ProbabilityMillionths)
        {
            ModelSha256 = stamp.Sha256,
            IsFlagged = scorer.IsFlagged(found),
        };

        // In which respect a flagged one is unusual decides which exception it is.
        return score.IsFlagged || (isExplained && score is { Unit: ScoreUnit.ProbabilityMillionths, Value: >= ExplainedFromMillionths })
            ? Explained(score, scorer.Explain(invoice, profiles.Anomalies))
            : score;
    }

    private static Score Explained(Score score, ScoredAnomaly why) => score with
    {
        About = why.Reasons is [var first, ..] ? Place(first) : null,
        Sentences = [.. why.Reasons.Take(SentencesMax).Select(reason => reason.Text)],
        Contributions = Contributions.Of(why.Names, [.. why.Contributions], why.Rest, ContributionsMax),
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
