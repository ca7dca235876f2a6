namespace Triage.Models.MasterData;

/// <summary>
/// Counts time while a place is open, in its own time zone: a day on which clocks go forward is shorter, one on which they go back is longer.
/// </summary>
public sealed class BusinessClock(BusinessCalendar calendar, TimeZoneInfo zone) : IOpenTime
{
    private static readonly DateTimeOffset End = new(DateTime.MaxValue.AddDays(-400), TimeSpan.Zero);

    public bool IsOpenAt(DateTimeOffset at)
    {
        var date = DateAt(at);
        return Contains(date, at) || Contains(date.AddDays(-1), at);
    }

    /// <summary>Open time from one instant to a later one; zero the other way round.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset until)
    {
        var sum = TimeSpan.Zero;
        for (var date = DateAt(from).AddDays(-1); Start(date) < until && date < DateOnly.MaxValue.AddDays(-2); date = date.AddDays(1))
        {
            var (opens, closes) = Bounds(date);
            var (start, end) = (opens > from ? opens : from, closes < until ? closes : until);
            sum += end > start ? end - start : TimeSpan.Zero;
        }

        return sum;
    }

    /// <summary>The earliest instant at which so much open time has passed. The calendar is open on some day of each week, so there is one.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(open, TimeSpan.Zero);
        if (open == TimeSpan.Zero)
        {
            return from;
        }

        var left = open;
        for (var date = DateAt(from).AddDays(-1); Start(date) < End; date = date.AddDays(1))
        {
            var (opens, closes) = Bounds(date);
            var start = opens > from ? opens : from;
            if (closes <= start)
            {
                continue;
            }

            if (left <= closes - start)
            {
                return (start + left).ToUniversalTime();
            }

            left -= closes - start;
        }

        throw new ArgumentOutOfRangeException(nameof(open), "The time ends after the last year that a date can have.");
    }

    /// <summary>The instant at which a day of the place's time zone is over.</summary>
    public DateTimeOffset EndOf(DateOnly date) => Start(date.AddDays(1));

    private DateOnly DateAt(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private bool Contains(DateOnly date, DateTimeOffset at)
    {
        var (opens, closes) = Bounds(date);
        return opens <= at && at < closes;
    }

    private DateTimeOffset Start(DateOnly date) => Instant(date, 0);

    internal (DateTimeOffset Opens, DateTimeOffset Closes) Bounds(DateOnly date)
    {
        var hours = calendar.HoursOn(date);
        return (Instant(date, hours.FromMinute), Instant(date, hours.UntilMinute));
    }

    /// <summary>A local minute that clocks skip is the instant at which they do; of one that comes twice, the first.</summary>
    private DateTimeOffset Instant(DateOnly date, int minute)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
