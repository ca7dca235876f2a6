namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// The values that one feature, or one detector's score, was seen to have. A value is placed by its share of them; beyond the outermost that was
/// seen it goes on as an exponential tail with the mean excess of the outer twentieth (Pickands, Annals of Statistics 3, 1975), so
/// that of two values out there the farther is still the more surprising.
/// </summary>
internal sealed class EmpiricalDistribution
{
    private const double OuterShare = 0.05;

    private readonly double[] _sorted;
    private readonly double _excessLeft;
    private readonly double _excessRight;

    public EmpiricalDistribution(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        var outer = (int)Math.Ceiling(OuterShare * (_sorted.Length - 1));
        _excessRight = _sorted[^(outer + 1)..].Average() - _sorted[^(outer + 1)];
        _excessLeft = _sorted[outer] - _sorted[..(outer + 1)].Average();
    }

    public static EmpiricalDistribution[] OfColumns(FeatureRows rows)
    {
        var columns = new EmpiricalDistribution[rows.Columns];
        Parallel.For(0, rows.Columns, column => columns[column] = new(Enumerable.Range(0, rows.Count).Select(row => (double)rows[row][column])));
        return columns;
    }

    /// <summary>The negative logarithm of the share of values at least as high, in nats; the value itself counts, so that the share is never 0.</summary>
    public double RightSurprise(double value) =>
        Surprise(_sorted.Length - CountBelow(value)) + Beyond(value - _sorted[^1], _excessRight);

    /// <summary>As <see cref="RightSurprise"/>, of values at most as high.</summary>
    public double LeftSurprise(double value) =>
        Surprise(CountAtMost(value)) + Beyond(_sorted[0] - value, _excessLeft);

    /// <summary>The middle of the value's rank as a quantile of the standard normal distribution (van der Waerden 1952).</summary>
    public double NormalScore(double value) =>
        NormalQuantile.Of((0.5 * (CountBelow(value) + CountAtMost(value)) + 0.5) / (_sorted.Length + 1));

    private double Surprise(int count) => -Math.Log((count + 1.0) / (_sorted.Length + 1));

    private static double Beyond(double distance, double excess) => distance > 0 && excess > 0 ? distance / excess : 0;

    private int CountBelow(double value) => Count(value, isEqualCounted: false);

    private int CountAtMost(double value) => Count(value, isEqualCounted: true);

    private int Count(double value, bool isEqualCounted)
    {
        var (from, to) = (0, _sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _sorted[middle] < value || (isEqualCounted && _sorted[middle] == value) ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}
