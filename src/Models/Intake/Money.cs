using System.Globalization;

namespace Triage.Models.Intake;

/// <summary>Amounts as people read them.</summary>
public static class Money
{
    /// <summary>For example GBP 1,234.50. An unknown currency has no known unit: its minor amount is shown as such.</summary>
    public static string Written(long minor, string currency) => Currency.ExponentOf(currency) is { } exponent
        ? string.Create(CultureInfo.InvariantCulture, $"{currency} {Currency.ToMajor(minor, exponent).ToString($"N{exponent}", CultureInfo.InvariantCulture)}")
        : string.Create(CultureInfo.InvariantCulture, $"{minor:N0} minor units");
}
