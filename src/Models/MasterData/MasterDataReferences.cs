namespace Triage.Models.MasterData;

/// <summary>Facilities name calendars, which come in a file of their own: neither file may leave the other with a name that leads nowhere.</summary>
public static class MasterDataReferences
{
    /// <param name="counterpart">In force of the other of the two kinds; <c>null</c> for none.</param>
    public static void Check(MasterDataContent content, MasterDataContent? counterpart, MasterDataErrors errors)
    {
        switch (content.Kind)
        {
            case MasterDataKind.Facilities:
                var calendars = (counterpart?.Entries ?? []).Select(calendar => calendar.Id).ToHashSet(StringComparer.Ordinal);
                foreach (var facility in content.Of<Facility>().Where(facility => facility.Calendar is { } calendar && !calendars.Contains(calendar)))
                {
                    errors.Add(1, "calendar", $"facility {facility.Id} names a calendar that is not in force; import calendars first");
                }

                break;
            case MasterDataKind.Calendars:
                var left = content.Entries.Select(calendar => calendar.Id).ToHashSet(StringComparer.Ordinal);
                foreach (var facility in (counterpart?.Of<Facility>() ?? []).Where(facility => facility.Calendar is { } calendar && !left.Contains(calendar)))
                {
                    errors.Add(1, "calendar", $"facility {facility.Id} uses a calendar that this file lacks");
                }

                break;
        }
    }

    /// <summary>Which kind the references of a kind lead to, or come from.</summary>
    public static MasterDataKind? CounterpartOf(MasterDataKind kind) => kind switch
    {
        MasterDataKind.Facilities => MasterDataKind.Calendars,
        MasterDataKind.Calendars => MasterDataKind.Facilities,
        _ => null,
    };
}
