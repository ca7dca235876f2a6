using System.Numerics;

namespace Triage.Grains.Drift;

/// <summary>
/// Short runs of positions in an order of which every beginning lies evenly over the whole: whoever stops when he has enough, and does not know before how
/// much that will be, has a systematic sample. Each run is a golden section of the whole behind the one before (the steps between those that were taken
/// then have three lengths at most: Świerczkowski, Fundamenta Mathematicae 46, 1958).
/// </summary>
internal static class EvenRuns
{
    /// <summary>As many as are read at a stretch: single ones would cost a read each.</summary>
    public const int Positions = 64;

    private const double GoldenSection = 0.61803398874989485;

    /// <summary>All positions behind the first up to the last, each once.</summary>
    public static IEnumerable<(long After, long UpTo)> Of(long after, long upTo)
    {
        var count = (upTo - after + Positions - 1) / Positions;
        var step = StepOf(count);
        for (long number = 0, run = 0; number < count; number++, run = (run + step) % count)
        {
            var from = after + run * Positions;
            yield return (from, Math.Min(upTo, from + Positions));
        }
    }

    // Without a divisor in common every run comes up once.
    private static long StepOf(long count)
    {
        var step = Math.Max(1, (long)(count * GoldenSection));
        while (BigInteger.GreatestCommonDivisor(step, count) > 1)
        {
            step++;
        }

        return step;
    }
}
