namespace Triage.Training.Evaluation;

/// <summary>
/// A share with its 95 % interval where outcomes of one cluster stand or fall together: the linearised variance of a ratio over
/// clusters (Cochran, Sampling Techniques, 3rd edition, 1977, section 11.9).
/// </summary>
public readonly record struct ClusteredShare(double Share, double Low, double High)
{
    private const double Normal95 = 1.959964;

    public static ClusteredShare Of(IEnumerable<(long Cluster, bool Holds)> outcomes)
    {
        var clusters = new Dictionary<long, (int Holds, int Count)>();
        foreach (var (cluster, holds) in outcomes)
        {
            var so = clusters.GetValueOrDefault(cluster);
            clusters[cluster] = (so.Holds + (holds ? 1 : 0), so.Count + 1);
        }

        double count = clusters.Values.Sum(cluster => cluster.Count);
        if (count == 0)
        {
            throw new ArgumentException("There is no outcome to take a share of.", nameof(outcomes));
        }

        var share = clusters.Values.Sum(cluster => cluster.Holds) / count;
        var squares = clusters.Values.Sum(cluster => Math.Pow(cluster.Holds - share * cluster.Count, 2));
        var correction = clusters.Count > 1 ? clusters.Count / (clusters.Count - 1.0) : 1;
        var half = Normal95 * Math.Sqrt(squares * correction) / count;
        return new(share, Math.Max(0, share - half), Math.Min(1, share + half));
    }
}
