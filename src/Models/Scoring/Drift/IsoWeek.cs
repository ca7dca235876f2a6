using Triage.Models.Clock;

namespace Triage.Models.Scoring.Drift;

/// <summary>From Monday 00:00 UTC to the next: the same everywhere, whatever zones a tenant's facilities lie in.</summary>
public readonly record struct IsoWeek(DateOnly Monday)
{
    private const int Days = 7;

    public long FromMicros => MicrosOf(Monday);

    public long UntilMicros => MicrosOf(Monday.AddDays(Days));

    public DateOnly Sunday => Monday.AddDays(Days - 1);

    public static IsoWeek At(DateTimeOffset at) => Of(DateOnly.FromDateTime(at.UtcDateTime));

    public static IsoWeek Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + Days - 1) % Days)));

    public IsoWeek Before(int weeks = 1) => new(Monday.AddDays(-Days * weeks));

    public bool Has(long atMicros) => atMicros >= FromMicros && atMicros < UntilMicros;

    private static long MicrosOf(DateOnly day) => StoreTime.ToMicros(new(day, TimeOnly.MinValue, TimeSpan.Zero));
}
