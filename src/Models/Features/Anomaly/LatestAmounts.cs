using Triage.Models.Features.Coding;

namespace Triage.Models.Features.Anomaly;

/// <summary>The latest amounts under one key with their days, in no order. Apart in columns, so that a value is counted at a glance.</summary>
internal sealed class LatestAmounts
{
    public const int AmountsMax = 256;

    private long[] _amounts = new long[2];
    private float[] _logs = new float[2];
    private int[] _days = new int[2];
    private int _next;

    public int Count { get; private set; }

    public void Add(long amountMinor, int day)
    {
        if (Count == _amounts.Length && Count < AmountsMax)
        {
            var size = Count * 2;
            Array.Resize(ref _amounts, size);
            Array.Resize(ref _logs, size);
            Array.Resize(ref _days, size);
        }

        var at = Count < AmountsMax ? Count++ : _next;
        (_amounts[at], _logs[at], _days[at]) = (amountMinor, CodedLine.LogOf(amountMinor), day);
        _next = (at + 1) % AmountsMax;
    }

    /// <summary>How often exactly this amount came.</summary>
    public int Times(long amountMinor) => _amounts.AsSpan(0, Count).Count(amountMinor);

    /// <summary>The day on which exactly this amount came last; -1 for never.</summary>
    public int LastDayOf(long amountMinor)
    {
        var last = -1;
        for (var at = _amounts.AsSpan(0, Count).IndexOf(amountMinor); at >= 0 && at < Count; at++)
        {
            last = _amounts[at] == amountMinor ? Math.Max(last, _days[at]) : last;
        }

        return last;
    }

    public int CountSince(int day)
    {
        var count = 0;
        foreach (var kept in _days.AsSpan(0, Count))
        {
            count += kept >= day ? 1 : 0;
        }

        return count;
    }

    /// <summary>The most that came in a window of days that ended before the day.</summary>
    public int MostInWindow(int days, int beforeDay)
    {
        var (most, first) = (0, 0);
        var oldest = Count < AmountsMax ? 0 : _next;
        for (var last = 0; last < Count; last++)
        {
            var day = _days[(oldest + last) % AmountsMax];
            if (day >= beforeDay)
            {
                break;
            }

            while (_days[(oldest + first) % AmountsMax] <= day - days)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    /// <summary>The distance to the nearest amount, and the share of amounts around, nearer ones counting more (a triangular kernel); of logarithms.</summary>
    public (float Nearest, float Density) Around(float log, float width)
    {
        var (nearest, sum) = (float.MaxValue, 0f);
        foreach (var kept in _logs.AsSpan(0, Count))
        {
            var apart = MathF.Abs(kept - log);
            nearest = MathF.Min(nearest, apart);
            sum += MathF.Max(0, 1 - apart / width);
        }

        return (nearest, Count == 0 ? 0 : sum / Count);
    }
}
