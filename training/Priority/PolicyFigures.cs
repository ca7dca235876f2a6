namespace Triage.Training.Priority;

/// <summary>What one policy came to, over all seeds. Waits are open hours from entering the queue until a person took it.</summary>
public sealed record PolicyFigures
{
    /// <summary>By seed.</summary>
    public required IReadOnlyList<double> CostOfDelay { get; init; }
    public required double MeanCost { get; init; }

    /// <summary>Of the worst seed.</summary>
    public required double WorstCost { get; init; }
    public required double MeanWait { get; init; }
    public required double MedianWait { get; init; }
    public required double Wait95 { get; init; }
    public required double LongestWait { get; init; }

    /// <summary>The share of items answered later than their service level.</summary>
    public required double SlaMisses { get; init; }

    internal static PolicyFigures Of(IReadOnlyList<PolicyRun> runs)
    {
        double[] waits = [.. runs.SelectMany(run => run.WaitHours).Order()];
        double[] costs = [.. runs.Select(run => (double)run.Cost)];
        return new()
        {
            CostOfDelay = costs,
            MeanCost = costs.Average(),
            WorstCost = costs.Max(),
            MeanWait = waits.DefaultIfEmpty().Average(),
            MedianWait = Quantile(waits, 0.5),
            Wait95 = Quantile(waits, 0.95),
            LongestWait = waits.LastOrDefault(),
            SlaMisses = runs.Sum(run => (double)run.SlaMisses) / Math.Max(1, waits.Length),
        };
    }

    private static double Quantile(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
