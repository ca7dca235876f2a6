using System.Xml.Linq;

namespace Triage.Training.Reports.Sections;

/// <summary>Says what is not here and why, so that nobody takes silence for a good figure.</summary>
internal sealed record MissingSection(string Anchor, string Title, string Why) : IReportSection
{
    public IEnumerable<XElement> Body() => [new("p", new XAttribute("class", "missing"), Why)];
}
