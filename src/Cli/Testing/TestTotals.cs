using System.Globalization;
using System.Text.RegularExpressions;

namespace Triage.Cli.Testing;

/// <summary>Adds up what test programs print at their end, in either of the two forms that xunit's runners have.</summary>
internal sealed partial class TestTotals
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    /// <returns>False when the output ends without totals: the program died.</returns>
    public bool Add(IReadOnlyList<string> lastLines)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lastLines.Select(line => Colours().Replace(line, "")))
        {
            if (OneLine().Match(line) is { Success: true } summary)
            {
                counts["total"] = Number(summary, "total");
                counts["failed"] = Number(summary, "failed") + Number(summary, "errors");
                counts["skipped"] = Number(summary, "skipped") + Number(summary, "notrun");
            }
            else if (LinePerCount().Match(line) is { Success: true } single)
            {
                counts[single.Groups["name"].Value] = Number(single, "count");
            }
        }

        if (!counts.TryGetValue("total", out int total))
        {
            return false;
        }

        int failed = counts.GetValueOrDefault("failed") + counts.GetValueOrDefault("errors");
        int skipped = counts.GetValueOrDefault("skipped");
        Failed += failed;
        Skipped += skipped;
        Passed += Math.Max(0, counts.TryGetValue("succeeded", out int succeeded) ? succeeded : total - failed - skipped);
        return true;
    }

    public void AddDeath() => Failed++;

    public bool AllPassed => Failed == 0 && Passed > 0;

    public override string ToString() => $"{Passed} passed, {Failed} failed" + (Skipped > 0 ? $", {Skipped} skipped" : "");

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\s*(?<name>total|failed|errors|succeeded|skipped):\s+(?<count>\d+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex LinePerCount();

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)(, Not Run: (?<notrun>\d+))?")]
    private static partial Regex OneLine();

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colours();
}
