using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Training.Duplicates;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>Which copies are found, and who is bothered for nothing.</summary>
internal sealed record DuplicateKinds(DuplicateJudgement Judged) : IReportSection
{
    public string Anchor => "duplicate-kinds";

    public string Title => "By kind of copy, and false alarms";

    public IEnumerable<XElement> Body()
    {
        var evidence = Judged.Evidence;
        yield return Markup.Paragraph("A copy comes with a digit rekeyed or misread, a moved date, another name of the supplier, at another facility, split in two, or scanned again. The line over a bar is its interval.");
        yield return Markup.Beside(
            Markup.Drawn(Bars("Share of copies found by kind", evidence.RecallByKind, 0), "Share of copies that were flagged, by kind; long bars are good."),
            Markup.Drawn(
                Bars("Share flagged of bills that are no copies", [new("bills in order", evidence.FlaggedUntouched), .. evidence.FlaggedDecoys], 1),
                "Share flagged of bills that are no copies; short bars are good. Decoys look like copies and are none: a bill after its credit note, a monthly charge."));
        yield return Markup.Table(
            ["", "bills", "flagged"],
            [.. evidence.RecallByKind.Select(Row), Row(new("all copies", evidence.Recall)), Row(new("bills in order", evidence.FlaggedUntouched)), .. evidence.FlaggedDecoys.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(NamedShare one) => [Words(one.Name), Shown.Count(one.Measured.Count), Shown.FinePercent(one.Measured)];

    private static XElement Bars(string label, ImmutableArray<NamedShare> shares, int series) =>
        BarPlot.Of(label, [.. shares.Select(one => new Bar(Words(one.Name), one.Measured.Share, one.Measured.Count == 0 ? Shown.Nothing : Shown.FinePercent(one.Measured.Share), one.Measured.Low, one.Measured.High, series))], 1);

    private static string Words(string name) => name.Replace('_', ' ');
}
