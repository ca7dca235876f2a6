using System.Collections.Immutable;
using Triage.Models.Features.Effort;

namespace Triage.Training.Priority;

/// <summary>
/// Chooses how far outcomes are believed: each is foretold from those before it, and the weight with the least error is kept (prequential;
/// Dawid, Journal of the Royal Statistical Society A 147, 1984). The error is the mean of the absolute logarithm of foretold over true.
/// </summary>
internal static class EffortFit
{
    private static readonly ImmutableArray<int> Weights = [1, 2, 4, 8, 16, 32, 64];

    public static EffortPrior Of(IReadOnlyList<(EffortQuestion Question, int Minutes)> outcomes) =>
        Weights.Select(outcome => new EffortPrior { PriorOutcomes = outcome }).MinBy(prior => ErrorOf(new EffortHistory(prior), outcomes))!; // there are weights

    public static double ErrorOf(EffortHistory history, IReadOnlyList<(EffortQuestion Question, int Minutes)> outcomes)
    {
        var sum = 0.0;
        foreach (var (question, minutes) in outcomes)
        {
            sum += Math.Abs(Math.Log((double)history.MinutesOf(question) / minutes));
            history.Add(question, minutes);
        }

        return outcomes.Count == 0 ? 0 : sum / outcomes.Count;
    }
}
