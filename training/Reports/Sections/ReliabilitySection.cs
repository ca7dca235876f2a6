using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Training.Evaluation;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>Whether probabilities come true, of up to two ways of asking.</summary>
/// <param name="What">What a good diagram is, and how its bins were cut.</param>
internal sealed record ReliabilitySection(string Anchor, string What, ImmutableArray<(string Name, ImmutableArray<ReliabilityBin> Bins)> Series) : IReportSection
{
    public string Title => "Do probabilities come true?";

    public IEnumerable<XElement> Body()
    {
        var plot = new Plot("Reliability diagram: probability promised against share that came true", Axis.Shares("probability said"), Axis.Shares("share that came true")).Diagonal();
        for (var series = 0; series < Series.Length; series++)
        {
            plot.Dots(Series[series].Bins.Select(bin => new PlotPoint(bin.Promised, bin.CameTrue.Share, bin.CameTrue.Low, bin.CameTrue.High)), series);
        }

        yield return Markup.Paragraph(What);
        yield return Markup.Drawn(plot.Drawing(), "On the dashed line a probability says exactly what happens. Below it answers are too sure of themselves, above it too modest.", [.. Series.Select((one, series) => (series, one.Name))]);
        foreach (var (name, bins) in Series)
        {
            yield return new(
                "details",
                new XElement("summary", $"Bins, {name}"),
                Markup.Table(["said on average", "came true", "answers"], bins.Select(bin => (IReadOnlyList<string>)[Shown.Percent(bin.Promised), Shown.Percent(bin.CameTrue), Shown.Count(bin.CameTrue.Count)])));
        }
    }
}
