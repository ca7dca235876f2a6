namespace Triage.Training.Evaluation;

/// <summary>A share with its 95 % interval and how many outcomes it rests on; of none nothing is known: 0, from 0 to 1.</summary>
public readonly record struct MeasuredShare(int Count, double Share, double Low, double High)
{
    /// <summary>Of outcomes that say nothing of each other: Wilson's interval.</summary>
    public static MeasuredShare Independent(int holds, int count)
    {
        if (count == 0)
        {
            return new(0, 0, 0, 1);
        }

        var (low, high) = WilsonInterval.TwoSided95(holds, count);
        return new(count, (double)holds / count, low, high);
    }

    /// <summary>
    /// Of outcomes that stand or fall together within a cluster: the wider of both intervals at each end. Wilson's takes outcomes for
    /// independent; the clustered one has no width where all outcomes agree, however few they are.
    /// </summary>
    public static MeasuredShare Clustered(IReadOnlyCollection<(long Cluster, bool Holds)> outcomes)
    {
        var alone = Independent(outcomes.Count(outcome => outcome.Holds), outcomes.Count);
        if (outcomes.Count == 0)
        {
            return alone;
        }

        var clustered = ClusteredShare.Of(outcomes);
        return alone with { Low = Math.Min(alone.Low, clustered.Low), High = Math.Max(alone.High, clustered.High) };
    }
}
