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

    /// <summary>
    /// The same where one history is counted several times: outcomes of one bill that agree say little more than one, so the interval is
    /// that of so many fewer outcomes as those above come from fewer bills (Kish's design effect, 1965). Infinite where none keeps the rate.
    /// </summary>
    public static double ThresholdFor(IReadOnlyCollection<(string Bill, double Score)> scores, double rate)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        var (threshold, above, squares) = (double.PositiveInfinity, 0, 0L);
        // Until bills show how far they repeat one another: as if one had been above each time. None above is no proof that they don't.
        long most = scores.CountBy(score => score.Bill).Select(bill => bill.Value).DefaultIfEmpty().Max();
        var sorted = scores.OrderByDescending(score => score.Score).ToArray();
        for (var at = 0; at < sorted.Length && above <= rate * sorted.Length; at++)
        {
            // All before this one lie above; what ties with it does not.
            var effect = (double)(squares + most * most) / (above + most);
            if ((at == 0 || sorted[at].Score < sorted[at - 1].Score) && WilsonInterval.High(above / effect, sorted.Length / effect) <= rate)
            {
                threshold = double.BitIncrement(sorted[at].Score);
            }

            var before = times.GetValueOrDefault(sorted[at].Bill);
            times[sorted[at].Bill] = before + 1;
            (above, squares) = (above + 1, squares + 2 * before + 1);
        }

        return threshold;
    }
}
