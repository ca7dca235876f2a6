using System.Xml.Linq;
using Triage.Training.Coding;
using Triage.Training.Evaluation;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>What is gained by answering only where the model is sure, and how far down a list people must read.</summary>
internal sealed record CodingSelection(CodingJudgement Frozen, CodingJudgement Growing) : IReportSection
{
    public string Anchor => "coding-selection";

    public string Title => "How much can be answered, and how well?";

    public IEnumerable<XElement> Body()
    {
        var low = Math.Min(0.9, Math.Min(Least(Frozen), Least(Growing)));
        var plot = new Plot("Precision against the share of lines that is answered", Axis.Shares("share of lines answered, the surest first"), Axis.Shares("share of these that is right", low))
            .Level(CodingTrainer.DeployedPrecision, "promised: 95 %")
            .Line(Points(Frozen), 0).Line(Points(Growing), 1);
        Mark(plot, Frozen, 0);
        Mark(plot, Growing, 1);
        yield return Markup.Paragraph("A threshold on the first suggestion's probability decides which lines are answered without a person. The further right a curve stays above the dashed line, the better.");
        yield return Markup.Beside(
            Markup.Drawn(plot.Drawing(), "Rings stand where the deployed threshold falls; it was chosen before. A ring below the dashed line is a promise not kept.", (0, "frozen"), (1, "growing")),
            Markup.Drawn(
                BarPlot.Of("Share of lines whose right code is among the first suggestions", [.. Growing.Evidence.WithinFirst.Select((share, rank) => new Bar(rank == 0 ? "first suggestion" : $"first {rank + 1}", share, Shown.Percent(share), Series: 1))], 1),
                "Share of lines whose right code is among so many suggestions, history growing: how far down a person must read."));
    }

    private static double Least(CodingJudgement judged) => judged.Evidence.Selection.Select(point => point.Precision).DefaultIfEmpty(1).Min();

    private static IEnumerable<PlotPoint> Points(CodingJudgement judged) => judged.Evidence.Selection.Select((CurvePoint point) => new PlotPoint(point.Reached, point.Precision));

    private static void Mark(Plot plot, CodingJudgement judged, int series)
    {
        if (judged.Evidence.DeployedPrecision.Count > 0)
        {
            plot.Mark(judged.Figures.Deployed.Coverage, judged.Figures.Deployed.Precision, series);
        }
    }
}
