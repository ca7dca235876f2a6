using System.CommandLine.Parsing;
using System.Globalization;

namespace Triage.Cli.Registry;

/// <summary>A moment as somebody writes it: ISO 8601, with a zone or in this machine's.</summary>
/// <param name="Zone">The zone that was added; <c>null</c>: it had one.</param>
internal readonly record struct AskedTime(DateTimeOffset At, string? Zone)
{
    public const string Forms = "2026-03-10, \"2026-03-10 14:30\", 2026-03-10T14:30:00Z or 2026-03-10T14:30:00+01:00";

    private static readonly string[] Written = ["yyyy-MM-ddK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <returns><c>null</c>: it is no time that can be read.</returns>
    public static AskedTime? Parse(string text, TimeZoneInfo local)
    {
        // Its zone is told by the kind, where nothing is adjusted.
        var plain = text.Trim().Replace('T', ' ');
        if (!DateTime.TryParseExact(plain, Written, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read))
        {
            return null;
        }

        if (read.Kind != DateTimeKind.Unspecified)
        {
            return DateTimeOffset.TryParseExact(plain, Written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned) ? new AskedTime(zoned, null) : null;
        }

        // An hour that the clocks left out was never.
        return local.IsInvalidTime(read) ? null : new AskedTime(new DateTimeOffset(read, local.GetUtcOffset(read)), local.Id);
    }

    /// <summary>Refuses what cannot be read before anything is asked.</summary>
    public static void Validate(SymbolResult given, TimeZoneInfo local)
    {
        if (given.Tokens is [var text] && Parse(text.Value, local) is null)
        {
            given.AddError($"'{text.Value}' is no time that can be read. Write {Forms}.");
        }
    }
}
