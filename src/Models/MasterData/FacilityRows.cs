using System.Collections.Immutable;
using System.Globalization;

namespace Triage.Models.MasterData;

/// <summary>A file of facilities: one a row.</summary>
internal static class FacilityRows
{
    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("facility_id", IsRequired: true), new("name", IsRequired: true), new("time_zone", IsRequired: true), new("service_lines"), new("calendar"),
    ];

    public static ImmutableArray<IMasterDataEntry> Read(CsvTable table, MasterDataErrors errors)
    {
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var facilities = ImmutableArray.CreateBuilder<IMasterDataEntry>();
        foreach (var row in table.Rows(errors))
        {
            var facility = new Facility(
                row.RequiredId("facility_id"), row.RequiredText("name"), row.RequiredText("time_zone"), row.List("service_lines", CsvTableRow.IdMax), row.Id("calendar"));
            if (facility.TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(facility.TimeZone, out _))
            {
                row.Refuse("time_zone", "must be a zone of the IANA time zone database, such as Europe/London");
            }

            if (facility.Id.Length > 0 && !lineOf.TryAdd(facility.Id, row.Line))
            {
                row.Refuse("facility_id", string.Create(CultureInfo.InvariantCulture, $"the id stands on line {lineOf[facility.Id]} already"));
            }

            facilities.Add(facility);
        }

        return facilities.ToImmutable();
    }
}
