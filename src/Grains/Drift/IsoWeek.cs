using Triage.Models.Clock;

namespace Triage.Grains.Drift;

/// <summary>From Monday 00:00 UTC to the next: the same everywhere, whatever zones a tenant's facilities lie in.</summary>
public readonly record struct IsoWeek(DateOnly Monday)
{
    private const int Days = 7;

    public long FromMicros => MicrosOf(Monday);

    public long UntilMicros => MicrosOf(Monday.AddDays(Days));

    public static IsoWeek At(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return new(day.AddDays(-(((int)day.DayOfWeek + Days - 1) % Days)));
    }

    public IsoWeek Before(int weeks = 1) => new(Monday.AddDays(-Days * weeks));

    public bool Has(long atMicros) => atMicros >= FromMicros && atMicros < UntilMicros;

    private static long MicrosOf(DateOnly day) => StoreTime.ToMicros(new(day, TimeOnly.MinValue, TimeSpan.Zero));
}
