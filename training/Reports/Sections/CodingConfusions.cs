using System.Xml.Linq;
using Triage.Training.Coding;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Sections;

/// <summary>Where most mistakes are made.</summary>
internal sealed record CodingConfusions(CodingJudgement Growing) : IReportSection
{
    public string Anchor => "coding-confusions";

    public string Title => "Largest confusions";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Paragraph(
            $"Of {Shown.Count(Growing.Figures.Lines)} lines the first suggestion was wrong on {Shown.Count(Growing.Evidence.Wrong)}, history growing. "
            + "Two codes that are often taken for each other, both ways, may mean the same to those who book: look at them with your accountants before you blame the model.");
        yield return Growing.Evidence.Confusions.IsEmpty
            ? Markup.Note("There was none.")
            : Markup.Table(
                ["booked", "suggested", "lines", "of all mistakes", "lines booked to it before"],
                Growing.Evidence.Confusions.Select(pair => (IReadOnlyList<string>)
                    [pair.Given, pair.Suggested ?? "nothing", Shown.Count(pair.Lines), Shown.Percent((double)pair.Lines / Growing.Evidence.Wrong), pair.Known == 0 ? "none: not known yet" : Shown.Count(pair.Known)]));
    }
}
