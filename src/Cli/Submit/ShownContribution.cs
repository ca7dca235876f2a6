using System.Globalization;

namespace Triage.Cli.Submit;

/// <param name="Value">What the invoice has; <c>null</c> where it cannot be known.</param>
internal sealed record ShownContribution(string Feature, double? Value, double Added)
{
    public override string ToString() => Value is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{Feature}={value:0.##} {Added:+0.##;-0.##}")
        : string.Create(CultureInfo.InvariantCulture, $"{Feature} {Added:+0.##;-0.##}");
}
