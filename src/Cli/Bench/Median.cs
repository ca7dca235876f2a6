namespace Triage.Cli.Bench;

internal static class Median
{
    /// <returns><c>null</c> of nothing.</returns>
    public static double? Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
