using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Coding;
using Triage.Training.Evaluation;

namespace Triage.Training.Coding;

/// <summary>Asks a ranker every line of a span of days, in order, with a history that ends where the span begins or grows with each day.</summary>
internal static class CodingWalk
{
    /// <param name="explained">Is offered the features of each first suggestion; <c>null</c>: nobody asks why.</param>
    public static IEnumerable<CodingAnswer[]> Days(
        CodingCases cases, CodingRanker ranker, int fromDay, int beforeDay, bool isGrowing, CancellationToken cancellationToken, ExplainedSample? explained = null)
    {
        var history = new CodingHistory();
        foreach (var day in cases.Days())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var date = day.Span[0].Question.Day;
            if (date >= beforeDay)
            {
                yield break;
            }

            if (date >= fromDay)
            {
                yield return Ask(day.Span, ranker, history, explained);
            }

            if (date < fromDay || isGrowing)
            {
                foreach (var known in day.Span)
                {
                    history.Add(known.Question, known.Code);
                }
            }
        }
    }

    private static CodingAnswer[] Ask(ReadOnlySpan<CodingCase> day, CodingRanker ranker, CodingHistory history, ExplainedSample? explained)
    {
        var answers = new CodingAnswer[day.Length];
        for (var i = 0; i < day.Length; i++)
        {
            answers[i] = new(day[i], ranker.Rank(day[i].Question, history));
            if (answers[i].Ranking.Suggestions.Length > 0)
            {
                explained?.Offer(ranker.FeaturesOfFirst);
            }
        }

        return answers;
    }
}
