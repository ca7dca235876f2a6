using Triage.Cli.Registry;

namespace Triage.Cli.Tests.Registry;

public sealed class AskedTimeTests
{
    private static readonly TimeZoneInfo Plus3 = TimeZoneInfo.CreateCustomTimeZone("Plus3", TimeSpan.FromHours(3), "Plus3", "Plus3");

    [Theory]
    [InlineData("2026-03-10", "2026-03-09T21:00:00Z", "Plus3")]
    [InlineData("2026-03-10 14:30", "2026-03-10T11:30:00Z", "Plus3")]
    [InlineData(" 2026-03-10T14:30:05 ", "2026-03-10T11:30:05Z", "Plus3")]
    [InlineData("2026-03-10T14:30:05.25", "2026-03-10T11:30:05.25Z", "Plus3")]
    [InlineData("2026-03-10Z", "2026-03-10T00:00:00Z", null)]
    [InlineData("2026-03-10 14:30Z", "2026-03-10T14:30:00Z", null)]
    [InlineData("2026-03-10T14:30:05Z", "2026-03-10T14:30:05Z", null)]
    [InlineData("2026-03-10T14:30:05+01:00", "2026-03-10T13:30:05Z", null)]
    [InlineData("2026-03-10 14:30:05-05:30", "2026-03-10T20:00:05Z", null)]
    public void Parse_reads_iso_times_with_and_without_a_zone(string text, string utc, string? zone)
    {
        var asked = AskedTime.Parse(text, Plus3)!.Value;
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), asked.At);
        Assert.Equal(zone, asked.Zone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("10.03.2026")]
    [InlineData("03/10/2026")]
    [InlineData("2026-3-1")]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-10 25:00")]
    [InlineData("2026-03-10T14:30:05 Europe/London")]
    public void Parse_what_is_no_iso_time_is_none(string text) => Assert.Null(AskedTime.Parse(text, Plus3));
}
