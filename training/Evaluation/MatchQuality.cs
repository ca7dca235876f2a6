namespace Triage.Training.Evaluation;

/// <summary>Precision and recall of saying "the same", and their harmonic mean (van Rijsbergen, Information Retrieval, 2nd edition, 1979, chapter 7).</summary>
public readonly record struct MatchQuality(double Precision, double Recall, double F1)
{
    public static MatchQuality At(double threshold, IEnumerable<(double Score, bool IsMatch)> pairs)
    {
        var (said, right, matches) = (0, 0, 0);
        foreach (var (score, isMatch) in pairs)
        {
            said += score >= threshold ? 1 : 0;
            right += score >= threshold && isMatch ? 1 : 0;
            matches += isMatch ? 1 : 0;
        }

        return Of(said, right, matches);
    }

    /// <summary>The threshold of the highest F1: halfway between the last score that it takes and the first that it leaves.</summary>
    public static double BestThreshold(IReadOnlyList<(double Score, bool IsMatch)> pairs)
    {
        var sorted = pairs.OrderByDescending(pair => pair.Score).ToArray();
        var matches = sorted.Count(pair => pair.IsMatch);
        var (best, threshold, right) = (-1.0, double.PositiveInfinity, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            right += sorted[i].IsMatch ? 1 : 0;
            var next = i + 1 < sorted.Length ? sorted[i + 1].Score : double.NegativeInfinity;
            if (next < sorted[i].Score && Of(i + 1, right, matches).F1 is var f1 && f1 > best)
            {
                (best, threshold) = (f1, double.IsNegativeInfinity(next) ? sorted[i].Score : (sorted[i].Score + next) / 2);
            }
        }

        return threshold;
    }

    private static MatchQuality Of(int said, int right, int matches) =>
        new(said == 0 ? 0 : (double)right / said, matches == 0 ? 0 : (double)right / matches, right == 0 ? 0 : 2.0 * right / (said + matches));
}
