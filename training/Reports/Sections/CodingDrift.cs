using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Training.Coding;
using Triage.Training.Evaluation;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>Whether the model gets worse as its training grows old.</summary>
internal sealed record CodingDrift(CodingJudgement Frozen, CodingJudgement Growing) : IReportSection
{
    public string Anchor => "coding-drift";

    public string Title => "Month by month";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Paragraph(
            "The trees stay as they are in all months. If frozen falls and growing holds, new suppliers and codes come in and the history catches them; if both fall, train again. "
            + "A set holds the codes of which one is right in 95 of 100 lines: when the month is hard, sets should grow, not miss.");
        yield return Markup.Beside(
            Drawn("first suggestion is right", slice => slice.Top1, level: null),
            Drawn("set holds the right code", slice => slice.InSet, level: CodingTrainer.SetCoverage),
            Sizes());
        yield return Markup.Table(
            ["month", "lines", "right, frozen", "right, growing", "in set, frozen", "in set, growing", "set size, frozen", "set size, growing"],
            Frozen.Evidence.Months.Zip(Growing.Evidence.Months, (frozen, growing) => (IReadOnlyList<string>)
            [
                frozen.Name ?? Shown.Nothing, Shown.Count(frozen.Lines), Shown.Percent(frozen.Top1), Shown.Percent(growing.Top1),
                Shown.Percent(frozen.InSet), Shown.Percent(growing.InSet), Shown.Number(frozen.SetMeanSize), Shown.Number(growing.SetMeanSize),
            ]));
    }

    private XElement Drawn(string what, Func<CodingSlice, MeasuredShare> share, double? level)
    {
        var lowest = Frozen.Evidence.Months.Concat(Growing.Evidence.Months).Select(slice => share(slice).Low).DefaultIfEmpty(0).Min();
        var plot = new Plot($"Share of lines by month: {what}", Months("month"), Axis.Shares(what, lowest));
        plot.Line(Points(Frozen.Evidence.Months, share, -1), 0).Line(Points(Growing.Evidence.Months, share, 1), 1)
            .Dots(Points(Frozen.Evidence.Months, share, -1), 0).Dots(Points(Growing.Evidence.Months, share, 1), 1);
        if (level is { } promised)
        {
            plot.Level(promised, $"promised: {Shown.Round(promised * 100)} %"); // last, so that no line runs through its words
        }

        return Markup.Drawn(
            plot.Drawing(),
            $"Share of lines of which the {what}, with intervals clustered by supplier.", (0, "frozen"), (1, "growing"));
    }

    private XElement Sizes()
    {
        var highest = Frozen.Evidence.Months.Concat(Growing.Evidence.Months).Select(slice => slice.SetMeanSize).DefaultIfEmpty(1).Max();
        PlotPoint[] frozen = [.. Frozen.Evidence.Months.Select((slice, at) => new PlotPoint(at, slice.SetMeanSize))];
        PlotPoint[] growing = [.. Growing.Evidence.Months.Select((slice, at) => new PlotPoint(at, slice.SetMeanSize))];
        return Markup.Drawn(
            new Plot("Mean size of a set by month", Months("month"), Axis.Amounts("codes in a set", highest)).Line(frozen, 0).Line(growing, 1).Dots(frozen, 0).Dots(growing, 1).Drawing(),
            "Mean number of codes in a set: one is a clear answer.", (0, "frozen"), (1, "growing"));
    }

    private Axis Months(string title) => Axis.Names(title, [.. Growing.Evidence.Months.Select(slice => slice.Name ?? "")]);

    // Beside each other, so that intervals don't hide one another.
    private static IEnumerable<PlotPoint> Points(ImmutableArray<CodingSlice> months, Func<CodingSlice, MeasuredShare> share, int side) =>
        months.Select((slice, at) => new PlotPoint(at + side * 0.03, share(slice).Share, share(slice).Low, share(slice).High));
}
