using System.Text.Json;
using System.Xml.Linq;
using Triage.Cli.Drift;
using Triage.Cli.Output;
using Triage.Training.Reports.Drift;
using Proto = Triage.Protos.V1;

namespace Triage.Cli.Tests.Drift;

/// <summary>What people see of weeks that were measured: as a table, as figures, as a page.</summary>
public sealed class DriftTablesTests
{
    private const string Hostile = "<b>&\"week";

    [Fact]
    public void Table_has_a_row_a_week_with_the_score_and_the_furthest_features()
    {
        var shown = Show(Findings());
        Assert.Contains("anomaly, models v1, held against 2026-01-01 to 2026-02-01", shown, StringComparison.Ordinal);
        Assert.Matches(@"2026-03-02 +1,500 +0\.310 +large +1 +2 +amount 0\.900, days 0\.400, supplier 0\.150\n", shown);
        Assert.Matches(@"2026-03-09, running +1,500 +0\.020 +stable +0 +0\n", shown);
        Assert.Contains("chance limit: up to it the level is stable", shown, StringComparison.Ordinal);
        Assert.Contains("Suggested: train anomaly again. In each of the last 2 whole weeks", shown, StringComparison.Ordinal);
        Assert.Contains("in the newest, 2 features too", shown, StringComparison.Ordinal);
        Assert.Contains("./triage train", shown, StringComparison.Ordinal);
        Assert.Contains("Nobody does it by itself.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_without_advice_and_without_verdicts_says_so()
    {
        Assert.Contains("No model should be trained again for it", Show(Findings() with { Advice = [] }), StringComparison.Ordinal);
        var none = Show(Findings() with { Advice = [], Weeks = [new(new(2026, 3, 2), IsComplete: true, 0, 0, [])] });
        Assert.Contains("Scoring:KeepFeatures", none, StringComparison.Ordinal);
        Assert.DoesNotContain("should be trained", none, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_every_bin_of_every_column()
    {
        var report = JsonDocument.Parse(JsonOutput.Serialize(DriftReport.Of(Findings()))).RootElement;
        Assert.Equal(("v1", "2026-01-01", "2026-02-01"), (report.GetProperty("version").GetString(), report.GetProperty("trained_from").GetString(), report.GetProperty("trained_to").GetString()));
        var week = report.GetProperty("weeks")[1];
        Assert.Equal(("2026-03-02", true, 2_000), (week.GetProperty("monday").GetString(), week.GetProperty("complete").GetBoolean(), week.GetProperty("verdicts").GetInt32()));
        var amount = week.GetProperty("models")[0].GetProperty("columns")[0];
        Assert.Equal(("amount", 0.9, "large"), (amount.GetProperty("name").GetString(), amount.GetProperty("psi").GetDouble(), amount.GetProperty("level").GetString()));
        Assert.Equal([1f, 2f], amount.GetProperty("edges").EnumerateArray().Select(edge => edge.GetSingle()));
        Assert.Equal([0L, 400, 80, 20], amount.GetProperty("counts_then").EnumerateArray().Select(count => count.GetInt64()));
        Assert.Equal([10L, 100, 1_390, 0], amount.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64()));
        var advice = report.GetProperty("advice")[0];
        Assert.Equal(("anomaly", 2), (advice.GetProperty("model").GetString(), advice.GetProperty("features").GetInt32()));
    }

    [Fact]
    public void Page_draws_the_score_the_features_and_bins_and_needs_nothing_but_itself()
    {
        var text = DriftPage.Of(Findings());
        var page = XDocument.Parse(text[text.IndexOf('\n', StringComparison.Ordinal)..]).Root!; // it was written as one element
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "b");
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.Contains("Suggested: train anomaly again.", text, StringComparison.Ordinal);

        var drawings = page.Descendants("svg").Select(drawing => ((string?)drawing.Attribute("aria-label"), drawing)).ToArray();
        Assert.Equal(["Index of the score of anomaly by week", "Index of the features of anomaly by week"], drawings.Take(2).Select(one => one.Item1));
        Assert.Equal(3, drawings[0].drawing.Descendants("circle").Count()); // a week each
        Assert.Contains(drawings[0].drawing.Descendants("text"), words => words.Value == "far");
        var cells = drawings[1].drawing.Descendants("rect").ToArray();
        Assert.Equal(4 * 3, cells.Length);
        Assert.Equal(["1", "1", "0"], cells.Take(3).Select(cell => (string?)cell.Attribute("fill-opacity"))); // the furthest first: far, far, then by chance
        Assert.Equal("amount, 2026-02-23: 0.900, by chance up to 0.050", cells[0].Element("title")?.Value);
        Assert.Equal(4, drawings.Length - 2); // fewer than five features
        Assert.Contains(drawings[2].drawing.Descendants("text"), words => words.Value == "missing");
        Assert.Contains(drawings[2].drawing.Descendants("text"), words => words.Value == "above 2");
    }

    [Fact]
    public void Page_of_no_verdicts_is_a_page() => Assert.Contains("Nothing: no model", DriftPage.Of(Findings() with { Weeks = [], Advice = [] }), StringComparison.Ordinal);

    private static string Show(DriftFindings findings)
    {
        using var lines = new StringWriter { NewLine = "\n" };
        new DriftTables(new Screen(lines, terminal: false)).Show(findings);
        return lines.ToString();
    }

    /// <summary>As the service says it: two whole weeks that moved, and one that runs and is as it was.</summary>
    private static DriftFindings Findings() => new Proto.DriftSummary
    {
        ModelVersion = "v1",
        TrainedFrom = "2026-01-01",
        TrainedTo = "2026-02-01",
        Advice = { new Proto.RetrainingAdvice { Model = "anomaly", Features = 2 } },
    }.ToFindings(new[] { Week("2026-02-23", true), Week("2026-03-02", true), Week("2026-03-09", false) }.Select(DriftReading.ToDomain));

    private static Proto.DriftWeek Week(string monday, bool hasMoved) => new()
    {
        Monday = monday,
        Complete = hasMoved,
        Verdicts = 2_000,
        Counted = 1_500,
        Models =
        {
            new Proto.ModelDrift
            {
                Model = "anomaly",
                InvoicesThen = 500,
                Invoices = 1_500,
                Columns = { Column("amount", hasMoved ? 0.9 : 0.01), Column("supplier", hasMoved ? 0.15 : 0), Column("days", hasMoved ? 0.4 : 0), Column(Hostile, 0.04), Column("score", hasMoved ? 0.31 : 0.02) },
            },
        },
    };

    private static Proto.ColumnDrift Column(string name, double psi) => new() { Name = name, Psi = psi, ChanceLimit = 0.05, Edges = { 1, 2 }, CountsThen = { 0, 400, 80, 20 }, Counts = { 10, 100, 1_390, 0 } };
}
