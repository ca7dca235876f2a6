using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>When a place is open: by the day of the week, and otherwise on named dates.</summary>
public sealed record BusinessCalendar : IMasterDataEntry
{
    public required string Id { get; init; }

    /// <summary>Seven, from Sunday on as <see cref="DayOfWeek"/> counts; at least one is open.</summary>
    public required ImmutableArray<OpenHours> Week { get; init; }

    /// <summary>Dates with hours of their own, mostly holidays.</summary>
    public required ImmutableSortedDictionary<DateOnly, CalendarDate> Dates { get; init; }

    public OpenHours HoursOn(DateOnly date) => Dates.TryGetValue(date, out var named) ? named.Hours : Week[(int)date.DayOfWeek];

    public void Write(PayloadWriter to)
    {
        to.Text(Id);
        foreach (var hours in Week)
        {
            Write(to, hours);
        }

        to.Count(Dates.Count);
        foreach (var (date, named) in Dates)
        {
            to.Date(date);
            Write(to, named.Hours);
            to.Text(named.Name);
        }
    }

    public static BusinessCalendar Read(ref PayloadReader from)
    {
        var id = from.RequiredText();
        var week = ImmutableArray.CreateBuilder<OpenHours>(7);
        for (var day = 0; day < week.Capacity; day++)
        {
            week.Add(ReadHours(ref from));
        }

        var dates = ImmutableSortedDictionary.CreateBuilder<DateOnly, CalendarDate>();
        for (var count = from.Count(); count > 0; count--)
        {
            var date = from.Date() ?? throw new PayloadDamagedException();
            dates[date] = new CalendarDate(ReadHours(ref from), from.Text());
        }

        return new BusinessCalendar { Id = id, Week = week.MoveToImmutable(), Dates = dates.ToImmutable() };
    }

    private static void Write(PayloadWriter to, OpenHours hours)
    {
        to.Count(hours.FromMinute);
        to.Count(hours.UntilMinute);
    }

    private static OpenHours ReadHours(ref PayloadReader from)
    {
        var (start, until) = (from.Unsigned(), from.Unsigned());
        return start <= until && until <= OpenHours.MinutesPerDay ? new OpenHours((int)start, (int)until) : throw new PayloadDamagedException();
    }
}
