using System.Globalization;

namespace Triage.Cli.Tokens;

/// <summary>A length of time as people type it: 90s, 30m, 12h, 7d.</summary>
internal static class Lifetime
{
    public static TimeSpan? Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count == 0)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' when count <= 3650 => TimeSpan.FromDays(count),
            _ => null,
        };
    }
}
