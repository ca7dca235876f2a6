using System.Globalization;
using Triage.Cli.Output;
using Triage.Cli.Planted;

namespace Triage.Cli.Submit;

internal sealed class ReportTables(Screen screen)
{
    public void Show(SubmitReport report)
    {
        var of = Of(report);
        Counts("Verdicts given" + of, "verdict", report.Verdicts);
        if (report.WouldBe.Count > 0)
        {
            Counts("Verdicts that active mode would give; policy runs in shadow mode" + of, "verdict", report.WouldBe);
        }

        Counts("Exceptions by type, in invoices" + of, "exception", report.Exceptions);
        screen.Table(
            "Checks, in invoices" + of,
            ["check", "passed", "failed", "not applicable"],
            [.. report.Checks.Select(check => (IReadOnlyList<string>)[check.Key, Number(check.Value.Passed), Number(check.Value.Failed), Number(check.Value.NotApplicable)])]);
        if (report.Planted is { } planted)
        {
            PlantedTable.Show(planted, of, screen);
        }

        DoubtfulList.Show("The most doubtful invoices" + of, report.Doubtful, screen);
        if (report.Refused.Count > 0)
        {
            Counts("Refused invoices" + of, "status", report.Refused);
        }

        Examples("Refused, for example:", report.RefusedExamples);
        Examples("Bad rows, for example:", report.BadRowExamples);
        screen.Table("The run" + of, ["figure", "value"], [.. Figures(report)]);
        if (report.RejectsFile is { } rejects)
        {
            screen.Line();
            screen.Line($"Every bad row and refusal, by its line: {rejects}");
        }

        if (report.Invoices > 0 && report.Replayed == report.Invoices)
        {
            screen.Line();
            screen.Line("Nothing changed: the service had every invoice already and gave the stored answers.");
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Figures(SubmitReport report)
    {
        yield return ["invoices", Number(report.Invoices)];
        yield return ["lines", Number(report.Lines)];
        yield return ["answered before (replays)", Number(report.Replayed)];
        yield return ["bad rows", Number(report.BadRows)];
        yield return ["invoices per second", Number(report.PerSecond)];
        yield return ["latency p50, ms", Number(report.P50Ms)];
        yield return ["latency p99, ms", Number(report.P99Ms)];
        (string Name, double? Value)[] optional =
        [
            ("first 100,000 per second", report.First100kPerSecond),
            ("last 100,000 per second", report.Last100kPerSecond),
            ("commits per invoice", report.CommitsPerInvoice),
            ("bytes per invoice", report.BytesPerInvoice),
            ("service's resident memory, MB", report.ResidentMb),
        ];
        foreach (var (name, value) in optional)
        {
            if (value is { } known)
            {
                yield return [name, Number(known)];
            }
        }
    }

    private void Counts(string title, string what, IReadOnlyDictionary<string, long> counts) => screen.Table(
        title, [what, "invoices"], [.. counts.OrderByDescending(count => count.Value).Select(count => (IReadOnlyList<string>)[count.Key, Number(count.Value)])]);

    private void Examples(string title, IReadOnlyList<string> examples)
    {
        if (examples.Count > 0)
        {
            screen.Heading(title);
            foreach (var example in examples)
            {
                screen.Folded("  " + example, 4);
            }
        }
    }

    // Nobody may take made-up invoices for real ones, whichever way they came.
    private static string Of(SubmitReport report) =>
        report.GeneratedSeed is { } seed ? $" (generated, seed {seed})"
        : report.Generated == 0 ? ""
        : report.Generated == report.Invoices ? " (generated)"
        : $" ({Number(report.Generated)} of {Number(report.Invoices)} generated)";

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
