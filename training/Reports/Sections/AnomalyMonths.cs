using System.Xml.Linq;
using Triage.Training.Anomaly;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>Finding wrong bills over time.</summary>
internal sealed record AnomalyMonths(AnomalyFigures Figures) : IReportSection
{
    public string Anchor => "anomaly-months";

    public string Title => "Month by month";

    public IEnumerable<XElement> Body()
    {
        var months = Figures.Months;
        PlotPoint[] Points(Func<AnomalySegment, double?> of) => [.. months.Select((month, at) => new PlotPoint(at, of(month) ?? double.NaN))];
        var (precision, found) = (Points(month => month.AveragePrecision), Points(month => month.RecallAt1Pct));
        yield return Markup.Paragraph("The trees stay as they are in all months, the history grows. Good is a level line; if it falls, habits have changed: train again. A month with few wrong bills moves by chance.");
        yield return Markup.Drawn(
            new Plot("Wrong bills found by month", Axis.Names("month of issue", [.. months.Select(month => month.Segment)]), Axis.Shares("share")).Line(precision, 0).Dots(precision, 0).Line(found, 1).Dots(found, 1).Drawing(),
            "Average precision within the month, and the share of its wrong bills among the hundredth of all bills that scores highest.",
            (0, "average precision"),
            (1, "found at 1 %"));
        yield return Markup.Table(
            ["month", "bills", "wrong", "average precision", "found at 1 %"],
            months.Select(month => (IReadOnlyList<string>)
                [month.Segment, Shown.Count(month.Invoices), Shown.Count(month.Wrong), Shown.Percent(month.AveragePrecision ?? double.NaN), Shown.Percent(month.RecallAt1Pct ?? double.NaN)]));
    }
}
