using CsCheck;
using Triage.Models.MasterData;

namespace Triage.Models.Tests.MasterData;

public sealed class OpenTimelineTests
{
    // The instants of the clock's tests are partly inside, partly outside of these days.
    private static readonly Gen<OpenTimelineCase> Cases = Gen.Select(
        BusinessClockTests.Clocks,
        Gen.Int[0, 400],
        (clock, day) => new OpenTimelineCase(clock, new OpenTimeline(clock, new DateOnly(2025, 8, 1).AddDays(day), new DateOnly(2026, 6, 1).AddDays(day))));

    [Fact]
    public void Between_is_what_the_clock_says() => Gen.Select(Cases, BusinessClockTests.Instants, BusinessClockTests.Instants).Sample(
        (given, from, until) => Assert.Equal(given.Clock.Between(from, until), given.Timeline.Between(from, until)),
        iter: 5_000);

    [Fact]
    public void Add_is_what_the_clock_says() => Gen.Select(Cases, BusinessClockTests.Instants, BusinessClockTests.Spans).Sample(
        (given, from, open) => Assert.Equal(given.Clock.Add(from, open), given.Timeline.Add(from, open)),
        iter: 5_000);

    /// <summary>A closed hour is reached with the open time of the last closing: the earliest instant is that closing, not the next opening.</summary>
    [Fact]
    public void Add_open_time_that_ends_as_it_closes_is_what_the_clock_says() => Gen.Select(Cases, BusinessClockTests.Instants, Gen.Int[0, 14 * 86_400]).Sample(
        (given, from, seconds) =>
        {
            var open = given.Clock.Between(from, from.AddSeconds(seconds));
            Assert.Equal(given.Clock.Add(from, open), given.Timeline.Add(from, open));
        },
        iter: 3_000);

    [Fact]
    public void EndOf_is_the_next_midnight_of_the_zone()
    {
        var clock = new BusinessClock(new() { Id = "always", Week = [.. Enumerable.Repeat(OpenHours.AllDay, 7)], Dates = System.Collections.Immutable.ImmutableSortedDictionary<DateOnly, CalendarDate>.Empty }, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 23, 0, 0, TimeSpan.Zero), clock.EndOf(new(2026, 7, 1)));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), clock.EndOf(new(2026, 1, 1)));
    }

    private sealed record OpenTimelineCase(BusinessClock Clock, OpenTimeline Timeline);
}
