using System.Globalization;
using Triage.Cli.Output;

namespace Triage.Cli.Planted;

internal static class PlantedTable
{
    public static void Show(PlantedReport report, string of, Screen screen)
    {
        screen.Table(
            "Planted problems, and what triage says of them" + of,
            ["problem", "planted", "found", "flagged elsewhere", "missed"],
            [.. report.Problems.Values.Select(counts => (IReadOnlyList<string>)[counts.Problem, Number(counts.Planted), Number(counts.Found), Number(counts.FlaggedElsewhere), Number(counts.Missed)])]);
        screen.Folded("Found: the exception that fits was raised; for a copy, with its original as the twin. Elsewhere: only other exceptions.", 0);
        var unplanted = report.Unplanted;
        var by = string.Join(", ", unplanted.Exceptions.OrderByDescending(code => code.Value).Select(code => $"{code.Key} {Number(code.Value)}"));
        screen.Folded($"Of {Number(unplanted.Invoices)} generated invoices with nothing planted, {Number(unplanted.Flagged)} were flagged{(by.Length > 0 ? $": {by}" : "")}.", 0);
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
