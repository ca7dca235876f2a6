using System.Text.RegularExpressions;

namespace Triage.Models.MasterData;

/// <summary>How codes are compared, and what their words say of them.</summary>
public static partial class ServiceCode
{
    /// <summary>Capitals without surrounding space; <c>null</c> for nothing.</summary>
    public static string? Normalise(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim().ToUpperInvariant();

    /// <summary>A code of HCPCS or CPT and the modifiers behind it: "J3490-59", "99213 25", "A4253:KX:22".</summary>
    public static (string Code, string[] Modifiers) Split(string normalised) =>
        WithModifiers().Match(normalised) is { Success: true } match
            ? (match.Groups["code"].Value, [.. match.Groups["modifier"].Captures.Select(modifier => modifier.Value)])
            : (normalised, []);

    /// <summary>Modifiers that say "more than usual", "separate visit" or "distinct procedure": a person reads the record.</summary>
    public static bool NeedsReading(string modifier) => modifier is "22" or "25" or "59";

    /// <summary>Whether a description says that the code stands for what has none of its own.</summary>
    public static bool SoundsUnlisted(string description) => Unlisted().IsMatch(description);

    [GeneratedRegex(@"\A(?<code>[A-Z0-9]{5})(?:[-:, ]+(?<modifier>[A-Z0-9]{2})){1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithModifiers();

    [GeneratedRegex(@"\b(?:unlisted|unclassified|miscellaneous|not (?:otherwise|elsewhere) (?:classified|specified)|noc|nos)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unlisted();
}
