using System.Collections.Immutable;

namespace Triage.Models.Features.Anomaly;

/// <summary>
/// What one key's values were lately, such as the logarithms of a supplier's totals: a fold that keeps the latest values, so that memory is
/// bounded and what has long changed is forgotten. Middle and scale are the median and the median absolute deviation of what is kept
/// (Hampel, Journal of the American Statistical Association 69, 1974): up to half of the values may be wrong without carrying them away.
/// </summary>
public sealed class KeyHistory
{
    public const int LatestMax = 64;

    /// <summary>Of fewer, the deviation says nothing.</summary>
    public const int CountMin = 5;

    // Makes the deviation of normal values their standard deviation.
    private const double NormalDeviation = 1.482602218505602;

    public static readonly KeyHistory Empty = new([]);

    private KeyHistory(ImmutableArray<double> latest) => Latest = latest;

    /// <summary>In the order in which they came, the oldest first.</summary>
    public ImmutableArray<double> Latest { get; }

    public static KeyHistory Of(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            ThrowIfNotFinite(value);
        }

        return new([.. values[Math.Max(0, values.Length - LatestMax)..]]);
    }

    public KeyHistory With(double value)
    {
        ThrowIfNotFinite(value);
        return new(Latest.Length < LatestMax ? Latest.Add(value) : [.. Latest.AsSpan()[1..], value]);
    }

    /// <param name="scaleMin">
    /// The smallest scale that is believed, above 0: where a key always had the same value, a difference as small as this is one deviation.
    /// </param>
    public RobustPlace PlaceOf(double value, double scaleMin)
    {
        ThrowIfNotFinite(value);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scaleMin);
        if (Latest.Length < CountMin)
        {
            return RobustPlace.Unknown(Latest.Length);
        }

        Span<double> kept = stackalloc double[LatestMax];
        kept = kept[..Latest.Length];
        Latest.AsSpan().CopyTo(kept);
        kept.Sort();
        var median = MiddleOf(kept[(kept.Length - 1) / 2], kept[kept.Length / 2]);
        var scale = Math.Max(scaleMin, NormalDeviation * DeviationOf(kept, median));
        return RobustPlace.Known(Latest.Length, median, scale, (value - median) / scale);
    }

    /// <summary>The median distance from the median: from the middle outwards distances come in their order, so that nothing is sorted again.</summary>
    private static double DeviationOf(ReadOnlySpan<double> sorted, double median)
    {
        var (left, right) = ((sorted.Length - 1) / 2, (sorted.Length - 1) / 2 + 1);
        double before = 0, latest = 0;
        for (var taken = 0; taken <= sorted.Length / 2; taken++)
        {
            before = latest;
            latest = right >= sorted.Length || (left >= 0 && median - sorted[left] <= sorted[right] - median)
                ? Math.Abs(sorted[left--] - median)
                : Math.Abs(sorted[right++] - median);
        }

        return sorted.Length % 2 == 1 ? latest : MiddleOf(before, latest);
    }

    private static double MiddleOf(double low, double high) => low + (high - low) / 2;

    private static void ThrowIfNotFinite(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A key's value is a finite number; what is missing is not folded in.");
        }
    }
}
