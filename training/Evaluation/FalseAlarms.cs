namespace Triage.Training.Evaluation;

public static class FalseAlarms
{
    /// <summary>
    /// The lowest score above which so few of those that are in order lie that their share keeps below the rate; the upper end of the
    /// share's interval counts (one-sided, 90 %). Infinite where there are too few to promise it.
    /// </summary>
    /// <param name="scores">Of all that are in order.</param>
    public static double ThresholdFor(IReadOnlyCollection<double> scores, double rate)
    {
        var allowed = -1;
        while (allowed + 1 <= scores.Count && scores.Count > 0 && WilsonInterval.High(allowed + 1, scores.Count) <= rate)
        {
            allowed++;
        }

        return allowed < 0 ? double.PositiveInfinity
            : allowed >= scores.Count ? double.NegativeInfinity
            : double.BitIncrement(scores.OrderDescending().ElementAt(allowed));
    }
}
