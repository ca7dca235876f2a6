using System.Xml.Linq;
using Triage.Training.Anomaly;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>Which wrong bills are found, and among whom.</summary>
internal sealed record AnomalyFinding(AnomalyFigures Figures) : IReportSection
{
    public string Anchor => "anomaly-finding";

    public string Title => "What is found";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Paragraph("People can look at so many bills and no more: here at the hundredth that scores highest. Good is most of the wrong ones among them, of every kind.");
        yield return Markup.Beside(
            Markup.Drawn(
                new Plot("Precision against recall", Axis.Shares("share of wrong bills found"), Axis.Shares("share of looked-at bills that are wrong"))
                    .Line(Figures.PrecisionRecall.Select(point => new PlotPoint(point.Recall, point.Precision)), 0)
                    .Dots(Figures.PrecisionRecall.Select(point => new PlotPoint(point.Recall, point.Precision)), 0).Drawing(),
                "Each point is a share of bills that is looked at: further right more is found, further up less is looked at for nothing."),
            Markup.Drawn(
                BarPlot.Of("Share of wrong bills found by kind", [.. Figures.RecallAt1Pct.Select(kind => new Bar(kind.Key.Replace('_', ' '), kind.Value, Shown.Percent(kind.Value)))], 1),
                "Share of the wrong bills of a kind among the hundredth of all bills that scores highest."));
        yield return Markup.Table(
            ["kind", "wrong", "found at 1 %", "without labels", "isolation forest", "respect named rightly"],
            Figures.RecallAt1Pct.Select(kind => (IReadOnlyList<string>)
            [
                kind.Key.Replace('_', ' '), Shown.Count(Figures.Wrong.GetValueOrDefault(kind.Key)), Shown.Percent(kind.Value), Of(Figures.UnsupervisedRecallAt1Pct, kind.Key),
                Of(Figures.BaselineRecallAt1Pct, kind.Key), Of(Figures.RespectRight, kind.Key),
            ]));
        yield return Markup.Table(
            ["part", "bills", "wrong", "average precision", "found at 1 %"],
            Figures.Segments.Select(part => (IReadOnlyList<string>)
            [
                part.Segment, Shown.Count(part.Invoices), Shown.Count(part.Wrong), Shown.Percent(part.AveragePrecision ?? double.NaN), Shown.Percent(part.RecallAt1Pct ?? double.NaN),
            ]));
    }

    private static string Of(IReadOnlyDictionary<string, double> shares, string kind) => Shown.Percent(shares.GetValueOrDefault(kind, double.NaN));
}
