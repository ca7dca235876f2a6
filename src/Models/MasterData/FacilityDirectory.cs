namespace Triage.Models.MasterData;

/// <summary>Finds facilities by the id that invoices carry, with their time zones and calendars.</summary>
public sealed class FacilityDirectory
{
    private readonly Dictionary<string, (Facility Facility, TimeZoneInfo? Zone)> _byId;
    private readonly Dictionary<string, BusinessCalendar> _calendars;

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

    private static TimeZoneInfo? ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
