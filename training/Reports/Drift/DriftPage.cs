using System.Xml.Linq;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Drift;

/// <summary>One page of how far models are from what they were trained with, week by week.</summary>
public static class DriftPage
{
    public static string Of(DriftFindings findings) => WholePage.Text(
        $"Models {findings.Version}: drift",
        new XElement(
            "header",
            new XElement("h1", "Drift"),
            Markup.Note($"Models {findings.Version}, held against the bills of {Shown.Day(findings.TrainedFrom)} to {Shown.Day(findings.TrainedTo)} that they were trained with")),
        new XElement("main", Advice(findings), Reading(), findings.Models.Select(model => DriftSection.Of(findings, model)), Weeks(findings)));

    private static XElement Advice(DriftFindings findings) => new(
        "section",
        new XElement("h2", "What to do"),
        findings.Advice.IsEmpty
            ? [Markup.Paragraph("Nothing: no model was far from its training in each of its last whole weeks.")]
            : findings.Advice.Select(advice => Markup.Paragraph(
                Markup.Strong($"Suggested: train {advice.Model} again. "), DriftFindings.WhyOf(advice), " First look below whether a source changed what it sends. Nobody trains by itself: it is ./triage train.")));

    private static XElement Reading() => new(
        "section",
        new XElement("h2", "How to read it"),
        Markup.Paragraph(
            "The population stability index says how far values are spread otherwise than in training: below 0.1 hardly, from 0.1 moderately, from 0.25 far. Small samples differ by chance: an index that chance alone reaches in one of a thousand "
            + "weeks in any column of a model counts as stable, however large it is."));

    private static XElement Weeks(DriftFindings findings) => new(
        "section",
        new XElement("h2", "Weeks"),
        Markup.Table(
            ["week from Monday", "", "verdicts", "counted"],
            findings.Weeks.Select(week => (IReadOnlyList<string>)[Shown.Day(week.Monday), week.IsComplete ? "whole" : "running", Shown.Count(week.Verdicts), Shown.Count(week.Counted)])),
        Markup.Note("Verdicts that models scored freshly. Of a week with many a sample is counted, and how many there were is an estimate."));
}
