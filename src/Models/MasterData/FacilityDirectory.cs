using System.Collections.Concurrent;
namespace Triage.Models.MasterData;

/// <summary>Finds facilities by the id that invoices carry, with their time zones and calendars.</summary>
public sealed class FacilityDirectory
{
    private readonly Dictionary<string, (Facility Facility, TimeZoneInfo? Zone)> _byId;
    private readonly Dictionary<string, BusinessCalendar> _calendars;

    // Of one month after the other, while these master data are in force.
    private const int DaysBefore = 31;
    private const int DaysAfter = 430;
    private readonly ConcurrentDictionary<(string Id, DateOnly Month), OpenTimeline> _timelines = new();

    /// <param name="calendars">In force; <c>null</c> for none.</param>
    public FacilityDirectory(MasterDataContent content, MasterDataContent? calendars)
    {
        _calendars = (calendars?.Of<BusinessCalendar>() ?? []).ToDictionary(calendar => calendar.Id, StringComparer.Ordinal);
        _byId = content.Of<Facility>().ToDictionary(facility => facility.Id, facility => (facility, ZoneOf(facility.TimeZone)), StringComparer.Ordinal);
    }

    public Facility? ById(string? id) => id is not null && _byId.TryGetValue(id, out var found) ? found.Facility : null;

    /// <summary><c>null</c>: an unknown facility, or a zone that this machine does not know.</summary>
    public TimeZoneInfo? ZoneById(string? id) => id is not null && _byId.TryGetValue(id, out var found) ? found.Zone : null;

    /// <summary><c>null</c>: an unknown facility, or one that never closes.</summary>
    public BusinessClock? ClockById(string? id) =>
        ById(id) is { Calendar: { } calendar } && _calendars.TryGetValue(calendar, out var found) && ZoneById(id) is { } zone ? new BusinessClock(found, zone) : null;

    /// <summary>As <see cref="ClockById"/>, summed up over the days around one: cheap to ask again and again.</summary>
    public IOpenTime? OpenTimeById(string? id, DateOnly around)
    {
        if (id is null || ClockById(id) is not { } clock)
        {
            return null;
        }

        var month = new DateOnly(around.Year, around.Month, 1);
        return _timelines.GetOrAdd((id, month), _ => new OpenTimeline(clock, month.AddDays(-DaysBefore), month.AddDays(DaysAfter)));
    }

    private static TimeZoneInfo? ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
