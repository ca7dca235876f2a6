using System.Xml.Linq;
using Triage.Training.Anomaly;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Sections;

/// <summary>Finding wrong bills, in one table.</summary>
internal sealed record AnomalyHeadline(AnomalyFigures Figures) : IReportSection
{
    public string Anchor => "anomaly-figures";

    public string Title => "Figures";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Paragraph(
            $"Some bills of the judged days were made wrong in known ways, and {Shown.Count(Figures.Invoices)} bills, {Shown.Count(Figures.Wrong.Values.Sum())} wrong ones among them, were scored one after another. "
            + "What is unusual in the ledger itself counts as in order: real precision is somewhat better than it says here. Real mistakes may be harder or easier than made ones.");
        yield return Markup.Table(
            ["figure", "value", "good is"],
            [
                ["average precision", $"{Shown.Percent(Figures.AveragePrecision)} ({Shown.Percent(Figures.AveragePrecisionLow)}–{Shown.Percent(Figures.AveragePrecisionHigh)})", "high, and far above the next two"],
                ["of the same detector without labels", Shown.Percent(Figures.UnsupervisedAveragePrecision), "what there is on the first day"],
                ["of an isolation forest", Shown.Percent(Figures.BaselineAveragePrecision), "what anybody could have"],
                ["area under the ROC curve", Shown.Number(Figures.RocAuc), "near 1"],
                ["calibration error", Shown.Number(Figures.Ece), "far below the next row"],
                ["probability given, on average", Shown.FinePercent(Figures.MeanProbability), $"the share that is wrong: {Shown.FinePercent((double)Figures.Wrong.Values.Sum() / Figures.Invoices)}"],
            ]);
        yield return Markup.Note("Average precision is the mean of precision over all thresholds, weighted by what each finds. Its interval is resampled (Efron, Annals of Statistics 7, 1979).");
    }
}
