namespace Triage.Models.MasterData;

/// <summary>
/// The open hours of a <see cref="BusinessClock"/> over some days, summed up once: then a question costs a search instead of a walk over days
/// and time zones. Before and after those days it asks the clock, so that its answers are always the clock's.
/// </summary>
public sealed class OpenTimeline : IOpenTime
{
    private readonly BusinessClock _clock;
    private readonly DateTimeOffset _first;
    private readonly DateTimeOffset _last;
    private readonly long[] _opens;
    private readonly long[] _closes;

    // Open ticks before the interval of the same place.
    private readonly long[] _before;

    public OpenTimeline(BusinessClock clock, DateOnly first, DateOnly last)
    {
        _clock = clock;
        _first = clock.EndOf(first.AddDays(-1));
        _last = clock.EndOf(last);
        var (opens, closes, before) = (new List<long>(), new List<long>(), new List<long>());
        var sum = 0L;
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var (from, until) = clock.Bounds(date);
            if (until > from)
            {
                opens.Add(from.UtcTicks);
                closes.Add(until.UtcTicks);
                before.Add(sum);
                sum += (until - from).Ticks;
            }
        }

        (_opens, _closes, _before) = ([.. opens], [.. closes], [.. before]);
    }

    public TimeSpan Between(DateTimeOffset from, DateTimeOffset until) =>
        !IsInside(from) || !IsInside(until) ? _clock.Between(from, until) : TimeSpan.FromTicks(Math.Max(0, OpenUntil(until.UtcTicks) - OpenUntil(from.UtcTicks)));

    public DateTimeOffset Add(DateTimeOffset from, TimeSpan open)
    {
        if (open <= TimeSpan.Zero || !IsInside(from))
        {
            return _clock.Add(from, open);
        }

        // The first interval that ends with so much open time or more.
        var sought = OpenUntil(from.UtcTicks) + open.Ticks;
        var at = Array.BinarySearch(_before, sought);
        at = (at < 0 ? ~at : at) - 1;
        var ticks = at < 0 ? long.MaxValue : _opens[at] + sought - _before[at];
        return at < 0 || ticks > _closes[at] ? _clock.Add(from, open) : new(ticks, TimeSpan.Zero);
    }

    public DateTimeOffset EndOf(DateOnly date) => _clock.EndOf(date);

    private bool IsInside(DateTimeOffset at) => at >= _first && at <= _last;

    private long OpenUntil(long ticks)
    {
        var at = Array.BinarySearch(_opens, ticks);
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? 0 : _before[at] + Math.Min(ticks, _closes[at]) - _opens[at];
    }
}
