using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Scoring.Drift;

namespace Triage.Cli.Evaluate;

internal sealed class DriftTables(Screen screen)
{
    private const int Furthest = 3;

    public void Show(DriftReport report)
    {
        screen.Table(
            string.Create(CultureInfo.InvariantCulture, $"{report.Package} by week of issue, beside what it was trained with from {report.ReferenceFrom:yyyy-MM-dd} to {report.ReferenceTo:yyyy-MM-dd}; * a week in part"),
            ["week", "model", "invoices", "score PSI", "score", "features moderate", "large", "of", "furthest"],
            [.. report.Weeks.SelectMany(week => week.Models.Select(model => Row(week, model)))]);
        screen.Heading("Retraining");
        foreach (var advice in report.Advice)
        {
            screen.Folded($"{advice.Model}: train again. In each of the newest {RetrainingAdvice.Weeks} complete weeks {Reason(advice)}.", 2);
        }

        if (report.Advice.IsEmpty)
        {
            screen.Line("No model needs it.");
        }
    }

    private static string[] Row(DriftReport.Week week, DriftReport.Model model) =>
    [
        $"{week.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(week.IsComplete ? "" : "*")}",
        model.Name,
        Whole(model.Invoices),
        Index(model.Score.Index),
        model.Score.Level,
        Whole(model.Moderate),
        Whole(model.Large),
        Whole(model.Features.Length),
        string.Join(", ", model.Features.Take(Furthest).Select(feature => $"{feature.Name} {Index(feature.Index)}")),
    ];

    private static string Reason(RetrainingAdvice advice) => $"its score is far from what it was, and in the newest {Whole(advice.Features)} of its features";

    private static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Index(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
