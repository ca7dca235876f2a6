using System.Collections.Immutable;
using CsCheck;
using Triage.Models.MasterData;

namespace Triage.Models.Tests.MasterData;

public sealed class BusinessClockTests
{
    private static readonly BusinessCalendar Office = new()
    {
        Id = "office",
        Week = [OpenHours.Closed, .. Enumerable.Repeat(new OpenHours(8 * 60, 18 * 60), 5), OpenHours.Closed],
        Dates = ImmutableSortedDictionary<DateOnly, CalendarDate>.Empty.Add(new(2026, 12, 25), new(OpenHours.Closed, "Christmas Day")).Add(new(2026, 12, 24), new(new OpenHours(8 * 60, 12 * 60), null)),
    };

    private static readonly string[] Zones = ["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana", "Africa/Cairo", "Pacific/Apia"];

    private static readonly Gen<OpenHours> Hours = Gen.OneOf(
        Gen.Const(OpenHours.Closed),
        Gen.Const(OpenHours.AllDay),
        Gen.Select(Gen.Int[0, 1439], Gen.Int[1, 1440], (from, length) => new OpenHours(from, Math.Min(1440, from + length))));

    private static readonly Gen<BusinessCalendar> Calendars = Gen.Select(Hours.Array[7], Gen.Select(Gen.Int[0, 800], Hours).Array[0, 30], (week, dates) => new BusinessCalendar
    {
        Id = "any",
        Week = week.All(day => day.IsClosed) ? [.. week[..6], new OpenHours(60, 61)] : [.. week],
        Dates = dates.DistinctBy(date => date.Item1).ToImmutableSortedDictionary(date => new DateOnly(2025, 6, 1).AddDays(date.Item1), date => new CalendarDate(date.Item2, null)),
    });

    internal static readonly Gen<BusinessClock> Clocks = Gen.Select(Calendars, Gen.OneOf(Zones), (calendar, zone) => new BusinessClock(calendar, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    // To the second, around the days on which clocks change.
    internal static readonly Gen<DateTimeOffset> Instants = Gen.Int[0, 700 * 86_400].Select(seconds => new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds));

    internal static readonly Gen<TimeSpan> Spans = Gen.Int[0, 60 * 3600].Select(seconds => TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("2026-07-06T09:00Z", 2, "2026-07-06T11:00Z")] // Monday, 10:00 in London
    [InlineData("2026-07-06T15:00Z", 3, "2026-07-07T08:00Z")] // two hours left today
    [InlineData("2026-07-03T15:00Z", 3, "2026-07-06T08:00Z")] // over a weekend
    [InlineData("2026-07-04T12:00Z", 10, "2026-07-06T17:00Z")] // all of Monday, to the moment it closes
    [InlineData("2026-12-24T10:00Z", 3, "2026-12-28T09:00Z")] // a short day, a holiday and a weekend
    [InlineData("2026-03-27T17:00Z", 2, "2026-03-30T08:00Z")] // clocks go forward on the Sunday between
    public void Add_office_hours_in_London(string from, int hours, string until)
    {
        var clock = new BusinessClock(Office, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Equal(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), clock.Add(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(hours)));
    }

    [Fact]
    public void Between_day_of_23_and_of_25_hours_where_it_never_closes()
    {
        var always = Office with { Week = [.. Enumerable.Repeat(OpenHours.AllDay, 7)], Dates = ImmutableSortedDictionary<DateOnly, CalendarDate>.Empty };
        var clock = new BusinessClock(always with { Week = always.Week.SetItem(1, OpenHours.Closed) }, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Equal(23, clock.Between(new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 30, 12, 0, 0, TimeSpan.Zero)).TotalHours);
        Assert.Equal(25, clock.Between(new(2026, 10, 24, 23, 0, 0, TimeSpan.Zero), new(2026, 10, 26, 12, 0, 0, TimeSpan.Zero)).TotalHours);
    }

    [Theory]
    [InlineData("2026-10-25", "01:00-02:00", 2)] // the hour comes twice
    [InlineData("2026-10-25", "01:30-03:00", 2.5)]
    [InlineData("2026-03-29", "01:00-02:00", 0)] // the hour is skipped
    [InlineData("2026-03-29", "01:30-03:00", 1)]
    public void Between_hours_that_begin_where_clocks_change(string day, string hours, double open)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var calendar = Office with { Dates = ImmutableSortedDictionary<DateOnly, CalendarDate>.Empty.Add(date, new(OpenHours.Parse(hours)!.Value, null)) }; // it is written right
        var clock = new BusinessClock(calendar, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        Assert.Equal(open, clock.Between(midnight.AddHours(-2), midnight.AddHours(12)).TotalHours);
    }

    [Fact]
    public void Between_what_was_added_has_passed_and_at_the_earliest_moment() => Gen.Select(Clocks, Instants, Spans).Sample(
        (clock, from, open) =>
        {
            var until = clock.Add(from, open);
            Assert.Equal(open, clock.Between(from, until));
            Assert.True(open == TimeSpan.Zero ? until == from : clock.Between(from, until.AddSeconds(-1)) < open);
        },
        iter: 3_000);

    [Fact]
    public void Add_two_spans_is_their_sum() => Gen.Select(Clocks, Instants, Spans, Spans).Sample(
        (clock, from, one, other) => Assert.Equal(clock.Add(from, one + other), clock.Add(clock.Add(from, one), other)),
        iter: 3_000);

    [Fact]
    public void Add_later_start_never_ends_earlier() => Gen.Select(Clocks, Instants, Instants, Spans).Sample(
        (clock, one, other, open) => Assert.True(clock.Add(one < other ? one : other, open) <= clock.Add(one < other ? other : one, open)),
        iter: 3_000);

    [Fact]
    public void Between_parts_make_the_whole_and_never_more_than_has_passed() => Gen.Select(Clocks, Instants, Instants, Instants).Sample(
        (clock, a, b, c) =>
        {
            var (first, second, third) = (new[] { a, b, c }.Order().ElementAt(0), new[] { a, b, c }.Order().ElementAt(1), new[] { a, b, c }.Order().ElementAt(2));
            Assert.Equal(clock.Between(first, third), clock.Between(first, second) + clock.Between(second, third));
            Assert.InRange(clock.Between(first, third), TimeSpan.Zero, third - first);
            Assert.Equal(TimeSpan.Zero, first == third ? TimeSpan.Zero : clock.Between(third, first));
        },
        iter: 1_000);

    [Fact]
    public void IsOpenAt_is_when_time_passes() => Gen.Select(Clocks, Instants).Sample(
        (clock, at) => Assert.Equal(clock.IsOpenAt(at), clock.Between(at, at.AddSeconds(1)) > TimeSpan.Zero),
        iter: 5_000);
}
