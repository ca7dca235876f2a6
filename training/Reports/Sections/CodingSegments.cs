using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Training.Coding;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Sections;

/// <summary>Whom the model serves well and whom it does not.</summary>
internal sealed record CodingSegments(CodingJudgement Growing) : IReportSection
{
    public string Anchor => "coding-segments";

    public string Title => "By supplier and facility";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Paragraph(
            "Suppliers by what was known of them before the first judged day; history grows, so a supplier never seen then is known a little from its second day on. "
            + "Good is a small fall from well-known suppliers to new ones; where the first suggestion is often wrong, the set should be larger, not the coverage lower.");
        yield return Markup.Table(Headings("supplier"), Rows(Growing.Evidence.Suppliers));
        yield return Markup.Table(["facility", "lines known before", .. Headings("")[1..]], Growing.Evidence.Facilities.Select(slice => (IReadOnlyList<string>)
            [slice.Name ?? "none named", slice.Known is { } known ? known == 0 ? "new" : Shown.Count(known) : Shown.Nothing, .. Figures(slice)]));
        if (Growing.Evidence.FacilitiesCount > Growing.Evidence.Facilities.Length)
        {
            yield return Markup.Note($"The {Growing.Evidence.Facilities.Length} facilities with most lines, of {Shown.Count(Growing.Evidence.FacilitiesCount)}.");
        }
    }

    private static string[] Headings(string what) => [what, "lines", "first is right", "in first three", "in set", "set size"];

    private static IEnumerable<IReadOnlyList<string>> Rows(ImmutableArray<CodingSlice> slices) => slices.Select(slice => (IReadOnlyList<string>)[slice.Name ?? "none named", .. Figures(slice)]);

    private static string[] Figures(CodingSlice slice) =>
        [Shown.Count(slice.Lines), Shown.Percent(slice.Top1), Shown.Percent(slice.Top3), Shown.Percent(slice.InSet), Shown.Number(slice.SetMeanSize)];
}
