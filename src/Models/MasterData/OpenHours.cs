using System.Globalization;
using System.Text.RegularExpressions;

namespace Triage.Models.MasterData;

/// <summary>When a day is open, in minutes of its local time; from equal to until: closed.</summary>
public readonly partial record struct OpenHours(int FromMinute, int UntilMinute)
{
    public const int MinutesPerDay = 24 * 60;

    public static readonly OpenHours Closed = new(0, 0);
    public static readonly OpenHours AllDay = new(0, MinutesPerDay);

    public bool IsClosed => FromMinute == UntilMinute;

    /// <summary>Reads "closed", "08:00-18:00" or "00:00-24:00"; <c>null</c> for anything else.</summary>
    public static OpenHours? Parse(string text)
    {
        if (text.Equals("closed", StringComparison.OrdinalIgnoreCase))
        {
            return Closed;
        }

        if (Written().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (from, until) = (Minute(match, "fh", "fm"), Minute(match, "uh", "um"));
        return from < until && until <= MinutesPerDay ? new OpenHours(from, until) : null;
    }

    public override string ToString() => IsClosed ? "closed" : string.Create(
        CultureInfo.InvariantCulture, $"{FromMinute / 60:00}:{FromMinute % 60:00}-{UntilMinute / 60:00}:{UntilMinute % 60:00}");

    private static int Minute(Match match, string hour, string minute) =>
        (int.Parse(match.Groups[hour].ValueSpan, CultureInfo.InvariantCulture) * 60) + int.Parse(match.Groups[minute].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<fh>[0-9]{2}):(?<fm>[0-5][0-9])\s*-\s*(?<uh>[0-9]{2}):(?<um>[0-5][0-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
