using System.Collections.Immutable;

namespace Triage.Training.Evaluation;

/// <summary>What is gained by answering only where the answer is sure: precision against the share that is answered.</summary>
public static class SelectivePrecision
{
    /// <summary>The largest share of answers, the surest first, that still reaches the precision; ties are taken together.</summary>
    public static double CoverageAt(IReadOnlyList<(double Probability, bool IsRight)> outcomes, double precision) =>
        outcomes.Count == 0 ? 0 : (double)Longest(outcomes, (right, count) => right >= precision * count).Count / outcomes.Count;

    /// <summary>The lowest probability that an answer may have for all with it or above to reach the precision; infinite where none does.</summary>
    /// <remarks>
    /// So that the promise also holds on what comes, the lower end of the precision's interval must reach it (one-sided, 90 %):
    /// few outcomes need a better record than many.
    /// </remarks>
    public static double ThresholdFor(IReadOnlyList<(double Probability, bool IsRight)> outcomes, double precision) =>
        Longest(outcomes, (right, count) => WilsonInterval.Low(right, count) >= precision).Threshold;

    /// <summary>From the surest answers alone to all of them; ties are taken together.</summary>
    public static ImmutableArray<CurvePoint> Curve(IReadOnlyList<(double Probability, bool IsRight)> outcomes)
    {
        var points = new List<CurvePoint>();
        var (right, count) = (0, 0);
        foreach (var tie in outcomes.GroupBy(outcome => outcome.Probability).OrderByDescending(tie => tie.Key))
        {
            right += tie.Count(outcome => outcome.IsRight);
            count += tie.Count();
            points.Add(new(tie.Key, (double)count / outcomes.Count, (double)right / count));
        }

        return CurvePoint.Thinned(points);
    }

    private static (int Count, double Threshold) Longest(IReadOnlyList<(double Probability, bool IsRight)> outcomes, Func<int, int, bool> holds)
    {
        var sorted = outcomes.OrderByDescending(outcome => outcome.Probability).ToArray();
        var (best, threshold, right) = (0, double.PositiveInfinity, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            right += sorted[i].IsRight ? 1 : 0;
            var isLastOfTie = i == sorted.Length - 1 || sorted[i + 1].Probability < sorted[i].Probability;
            if (isLastOfTie && holds(right, i + 1))
            {
                (best, threshold) = (i + 1, sorted[i].Probability);
            }
        }

        return (best, threshold);
    }
}
