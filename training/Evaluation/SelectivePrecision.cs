namespace Triage.Training.Evaluation;

/// <summary>What is gained by answering only where the answer is sure: precision against the share that is answered.</summary>
public static class SelectivePrecision
{
    /// <summary>The largest share of answers, the surest first, that still reaches the precision; ties are taken together.</summary>
    public static double CoverageAt(IReadOnlyList<(double Probability, bool IsRight)> outcomes, double precision) =>
        outcomes.Count == 0 ? 0 : (double)Longest(outcomes, precision).Count / outcomes.Count;

    /// <summary>The lowest probability that an answer may have for all with it or above to reach the precision; above 1 where none does.</summary>
    public static double ThresholdFor(IReadOnlyList<(double Probability, bool IsRight)> outcomes, double precision) => Longest(outcomes, precision).Threshold;

    private static (int Count, double Threshold) Longest(IReadOnlyList<(double Probability, bool IsRight)> outcomes, double precision)
    {
        var sorted = outcomes.OrderByDescending(outcome => outcome.Probability).ToArray();
        var (best, threshold, right) = (0, double.BitIncrement(1), 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            right += sorted[i].IsRight ? 1 : 0;
            var isLastOfTie = i == sorted.Length - 1 || sorted[i + 1].Probability < sorted[i].Probability;
            if (isLastOfTie && right >= precision * (i + 1))
            {
                (best, threshold) = (i + 1, sorted[i].Probability);
            }
        }

        return (best, threshold);
    }
}
