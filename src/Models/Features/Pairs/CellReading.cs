using System.Globalization;

namespace Triage.Models.Features.Pairs;

/// <summary>Reads cells as people write them.</summary>
internal static class CellReading
{
    private static readonly string[] Nothing = ["", "-", "--", "?", "nan", "null", "none", "n/a", "na"];
    private static readonly string[] DateForms =
        ["yyyy-M-d", "d-MMM-yy", "d-MMM-yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy/M/d", "d.M.yyyy"];

    public static bool IsNothing(string cell) => Nothing.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>A number with a currency's or a per cent sign before or after it; <c>null</c> for anything else.</summary>
    public static double? Number(string cell)
    {
        var bare = cell.Trim().Trim('$', '€', '£', '%', ' ');
        return double.TryParse(bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }

    /// <summary>A date in days, or hours, minutes and seconds in seconds; <c>null</c> for anything else.</summary>
    public static double? Moment(string cell)
    {
        var bare = cell.Trim().Replace(" ,", ",", StringComparison.Ordinal);
        return DateOnly.TryParseExact(bare, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.DayNumber : Seconds(bare);
    }

    private static double? Seconds(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is not (2 or 3))
        {
            return null;
        }

        double seconds = 0;
        foreach (var part in parts)
        {
            if (part.Length is 0 or > 3 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            seconds = seconds * 60 + number;
        }

        return seconds;
    }
}
