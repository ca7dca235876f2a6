using System.Xml.Linq;
using Triage.Training.Coding;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Sections;

/// <summary>Coding in one table: both ways of asking, and what would be good.</summary>
internal sealed record CodingHeadline(CodingJudgement Frozen, CodingJudgement Growing) : IReportSection
{
    public string Anchor => "coding-figures";

    public string Title => "Figures";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Paragraph(
            $"For each of {Shown.Count(Growing.Figures.Lines)} lines the model was asked for the account code that people then booked. ",
            Markup.Strong("Frozen"), " means that it knew nothing of what was booked since the first judged day; ",
            Markup.Strong("growing"), " means that it knew every booking of the days before, as the service does.");
        yield return Markup.Table(
            ["figure", "frozen", "growing", "good is"],
            [
                ["first suggestion is right", Shown.Percent(Frozen.Evidence.Top1), Shown.Percent(Growing.Evidence.Top1), "high; the last row is the most that can be had"],
                ["right code is among the first three", Shown.Percent(Frozen.Figures.Top3), Shown.Percent(Growing.Figures.Top3), "high"],
                ["answered at the deployed threshold", Shown.Percent(Frozen.Figures.Deployed.Coverage), Shown.Percent(Growing.Figures.Deployed.Coverage), "high, if the next row holds"],
                ["right of what is answered", Shown.Percent(Frozen.Evidence.DeployedPrecision), Shown.Percent(Growing.Evidence.DeployedPrecision), "95 % or more"],
                ["in hindsight: answered with 95 % right", Shown.Percent(Frozen.Figures.CoverageAtPrecision95), Shown.Percent(Growing.Figures.CoverageAtPrecision95), "high"],
                ["calibration error", Shown.Number(Frozen.Figures.Ece), Shown.Number(Growing.Figures.Ece), "below 0.02"],
                ["sets hold the right code", Shown.Percent(Frozen.Figures.ConformalCoverage), Shown.Percent(Growing.Figures.ConformalCoverage), "95 %, neither less nor much more"],
                ["codes in a set, on average", Shown.Number(Frozen.Figures.ConformalMeanSize), Shown.Number(Growing.Figures.ConformalMeanSize), "low"],
                ["right code is a candidate at all", Shown.Percent(Frozen.Figures.Offered), Shown.Percent(Growing.Figures.Offered), "near 100 %"],
            ]);
        yield return Markup.Note(
            Growing.Figures.Deployed.Threshold is { } threshold
                ? $"The deployed threshold, a probability of {Shown.Number(threshold)}, was chosen on the last month before the judged days."
                : "The promised precision of 95 % was out of reach on the last month before the judged days: no suggestion counts as sure, and every line without a code goes to a person.");
    }
}
