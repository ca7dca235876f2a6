using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Models.Scoring.Packages;
using Triage.Training.Packages;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Parts;

namespace Triage.Training.Reports;

/// <summary>One page that tells people what was trained and how good it is. It needs nothing but itself: no script, no other file.</summary>
public static class TrainingReport
{
    /// <param name="manifest">Of the package, without the page itself.</param>
    public static string Of(TrainedPackage trained, ModelManifest manifest)
    {
        ImmutableArray<ReportPart> parts = [SummaryPart.Of(trained, manifest), DuplicatePart.Of(trained), AnomalyPart.Of(trained), CodingPart.Of(trained), MethodsPart.Of()];
        return WholePage.Text(
            $"Models {manifest.Version}: training report",
            new XElement("header", new XElement("h1", "Training report"), Markup.Note(Markup.Clean($"Models {manifest.Version}, tenant {manifest.Tenant}"))),
            Contents(parts),
            new XElement("main", parts.Select(Written)));
    }

    private static XElement Contents(ImmutableArray<ReportPart> parts) => new(
        "nav",
        new XAttribute("aria-label", "Contents"),
        new XElement("ul", parts.Select(part => new XElement("li", Link(part.Anchor, part.Title), new XElement("ul", part.Sections.Select(section => new XElement("li", Link(section.Anchor, section.Title))))))));

    private static XElement Link(string anchor, string title) => new("a", new XAttribute("href", $"#{anchor}"), title);

    private static XElement Written(ReportPart part) => new(
        "section",
        new XElement("h2", new XAttribute("id", part.Anchor), part.Title),
        part.Sections.Select(section => new XElement("section", new XElement("h3", new XAttribute("id", section.Anchor), section.Title), section.Body())));
}
