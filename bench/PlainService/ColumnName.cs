using System.Text.RegularExpressions;

namespace Triage.PlainService;

/// <summary>AtMicros is at_us, and so on: the service's columns.</summary>
internal static partial class ColumnName
{
    public static string Of(string property) =>
        WordStart().Replace(property, "_$1").ToLowerInvariant().Replace("_micros", "_us", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!^)([A-Z])")]
    private static partial Regex WordStart();
}
