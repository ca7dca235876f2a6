using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Training.Duplicates;
using Triage.Training.Evaluation;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>What another threshold would give.</summary>
internal sealed record DuplicateCurve(DuplicateJudgement Judged) : IReportSection
{
    public string Anchor => "duplicate-curve";

    public string Title => "Precision and recall";

    public IEnumerable<XElement> Body()
    {
        var plot = new Plot("Precision against recall over all thresholds", Axis.Shares("share of copies found"), Axis.Shares("share of flagged bills that are copies"))
            .Level(DuplicateTrainer.Precision, "promised: 95 %")
            .Line(Points(Judged.Evidence.Curve), 0).Line(Points(Judged.Evidence.CurveWithoutNumber), 1);
        if (Judged.Figures.Threshold is not null)
        {
            plot.Mark(Judged.Figures.Recall, Judged.Figures.Precision, 0);
        }

        yield return Markup.Paragraph("Each point of a curve is a threshold: further right more copies are found, further up fewer flags are false. Good is a curve that stays at the top until far right, and a ring near its bend.");
        yield return Markup.Drawn(plot.Drawing(), "The ring is the deployed threshold. Bills that only look like copies (credited and billed again, monthly charges) are left out and counted below.", (0, "with invoice numbers"), (1, "numbers taken away"));
    }

    private static IEnumerable<PlotPoint> Points(ImmutableArray<CurvePoint> curve) => curve.Select(point => new PlotPoint(point.Reached, point.Precision));
}
