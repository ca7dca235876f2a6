using System.Collections.Immutable;
using System.Globalization;

namespace Triage.Models.MasterData;

/// <summary>A file of business calendars: a row for each day of the week or date that is not open all day.</summary>
internal static class CalendarRows
{
    public static readonly IReadOnlyList<CsvColumn> Columns = [new("calendar", IsRequired: true), new("day", IsRequired: true), new("hours"), new("name")];

    public static ImmutableArray<IMasterDataEntry> Read(CsvTable table, MasterDataErrors errors)
    {
        var calendars = new Dictionary<string, Days>(StringComparer.Ordinal);
        foreach (var row in table.Rows(errors))
        {
            var (id, hours, name) = (row.RequiredId("calendar"), ToHours(row), row.Text("name"));
            if (!calendars.TryGetValue(id, out var days))
            {
                calendars[id] = days = new Days(row.Line);
            }

            Set(row, days, hours, name);
        }

        foreach (var (_, days) in calendars.Where(calendar => calendar.Value.Week.All(hours => hours.IsClosed)))
        {
            errors.Add(days.FirstLine, "calendar", "is closed on all seven days of the week: nothing would ever be due");
        }

        return [.. calendars.Select(calendar => (IMasterDataEntry)new BusinessCalendar
        {
            Id = calendar.Key,
            Week = [.. calendar.Value.Week],
            Dates = calendar.Value.Dates.ToImmutableSortedDictionary(),
        })];
    }

    private static void Set(CsvTableRow row, Days days, OpenHours hours, string? name)
    {
        var day = row.Cell("day");
        int? earlier = null;
        if (Enum.GetNames<DayOfWeek>().FirstOrDefault(known => known.Equals(day, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            var number = (int)Enum.Parse<DayOfWeek>(known);
            earlier = days.Repeated(known, row.Line);
            days.Week[number] = hours;
        }
        else if (day.Length == 0)
        {
            row.Refuse("day", "must be given: a day of the week, such as Saturday, or a date, such as 2026-12-25");
        }
        else if (!char.IsAsciiDigit(day[0]))
        {
            row.Refuse("day", "must be a day of the week, such as Saturday, or a date, such as 2026-12-25");
        }
        else if (row.Date("day", day) is { } date)
        {
            earlier = days.Repeated(day, row.Line);
            days.Dates[date] = new CalendarDate(hours, name);
        }

        if (earlier is { } line)
        {
            row.Refuse("day", string.Create(CultureInfo.InvariantCulture, $"the day stands on line {line} already"));
        }
    }

    // A row without hours is what holiday lists have: the day is closed.
    private static OpenHours ToHours(CsvTableRow row)
    {
        if (row.Cell("hours") is { Length: > 0 } written)
        {
            if (OpenHours.Parse(written) is { } hours)
            {
                return hours;
            }

            row.Refuse("hours", "must be closed, or hours such as 08:00-18:00");
        }

        return OpenHours.Closed;
    }

    private sealed class Days(int firstLine)
    {
        private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

        public int FirstLine => firstLine;

        public OpenHours[] Week { get; } = [.. Enumerable.Repeat(OpenHours.AllDay, 7)];

        public Dictionary<DateOnly, CalendarDate> Dates { get; } = [];

        /// <returns>Where the day stands already; <c>null</c> where it is new.</returns>
        public int? Repeated(string day, int line) => _lines.TryAdd(day, line) ? null : _lines[day];
    }
}
