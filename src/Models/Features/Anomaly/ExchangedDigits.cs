namespace Triage.Models.Features.Anomaly;

/// <summary>The amounts that two exchanged digits may have been before: keying errors of this kind are common (Damerau, CACM 7, 1964).</summary>
internal static class ExchangedDigits
{
    private const int DigitsMax = 19;

    /// <summary>How often the most usual of them came before, and that amount; the amount itself is none of them.</summary>
    public static (int Times, long Amount) MostUsual(long amountMinor, LatestAmounts latest)
    {
        Span<byte> digits = stackalloc byte[DigitsMax];
        Span<long> weights = stackalloc long[DigitsMax];
        var count = 0;
        long weight = 1;
        for (var rest = Magnitude(amountMinor); rest > 0 && count < DigitsMax; rest /= 10, weight = count < DigitsMax ? weight * 10 : weight)
        {
            digits[count] = (byte)(rest % 10);
            weights[count++] = weight;
        }

        var best = (Times: 0, Amount: 0L);
        for (var high = count - 1; high > 0; high--)
        {
            for (var low = 0; low < high; low++)
            {
                // A number does not begin with nought.
                if (digits[low] == digits[high] || (high == count - 1 && digits[low] == 0))
                {
                    continue;
                }

                var other = Math.Sign(amountMinor) * (Magnitude(amountMinor) + (digits[low] - digits[high]) * (weights[high] - weights[low]));
                var times = latest.Times(other);
                best = times > best.Times ? (times, other) : best;
            }
        }

        return best;
    }

    private static long Magnitude(long amountMinor) => amountMinor == long.MinValue ? long.MaxValue : Math.Abs(amountMinor);
}
