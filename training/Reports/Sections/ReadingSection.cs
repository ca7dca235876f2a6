using System.Xml.Linq;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Sections;

/// <summary>The few words that all figures need.</summary>
internal sealed record ReadingSection : IReportSection
{
    public string Anchor => "reading";

    public string Title => "How to read this page";

    public IEnumerable<XElement> Body() =>
    [
        Markup.Paragraph(
            "A share is followed by its 95 % interval in brackets: 81.0 % (78.2–83.6) means that, with other lines of the same kind, values in the brackets would be no surprise. "
            + "Where lines of one supplier stand or fall together, the interval says so by being wider. Small groups have wide intervals: compare the brackets, not the first number."),
        Markup.Paragraph(
            "A probability is calibrated if it comes true as often as it says: of all answers with 90 %, nine in ten are right. Thresholds were chosen on days before the judged ones, never on them."),
    ];
}
