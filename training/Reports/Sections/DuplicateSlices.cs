using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Training.Duplicates;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>Finding copies over time, by supplier and by facility.</summary>
internal sealed record DuplicateSlices(DuplicateJudgement Judged) : IReportSection
{
    public string Anchor => "duplicate-slices";

    public string Title => "By month, supplier and facility";

    public IEnumerable<XElement> Body()
    {
        var months = Judged.Evidence.Months;
        PlotPoint[] points = [.. months.Select((slice, at) => slice.Recall.Count == 0 ? new PlotPoint(at, double.NaN) : new(at, slice.Recall.Share, slice.Recall.Low, slice.Recall.High))];
        yield return Markup.Paragraph("Good is a level line, and no part that is flagged much more than the others. A copy under another name of its supplier may come from a supplier never seen.");
        yield return Markup.Drawn(
            new Plot("Share of copies found by month", Axis.Names("month of receipt", [.. months.Select(slice => slice.Name ?? "")]), Axis.Shares("share of copies found")).Line(points, 0).Dots(points, 0).Drawing(),
            "Share of copies found, by the month of receipt, with 95 % intervals.");
        yield return Table("month", months);
        yield return Table("supplier, by bills before the judged days", Judged.Evidence.Suppliers);
        yield return Table("facility", Judged.Evidence.Facilities);
        if (Judged.Evidence.FacilitiesCount > Judged.Evidence.Facilities.Length)
        {
            yield return Markup.Note($"The {Judged.Evidence.Facilities.Length} facilities with most bills, of {Shown.Count(Judged.Evidence.FacilitiesCount)}.");
        }
    }

    private static XElement Table(string what, ImmutableArray<DuplicateSlice> slices) => Markup.Table(
        [what, "copies", "found", "bills in order", "flagged of these"],
        slices.Select(slice => (IReadOnlyList<string>)
            [slice.Name ?? "none named", Shown.Count(slice.Recall.Count), Shown.Percent(slice.Recall), Shown.Count(slice.FlaggedUntouched.Count), Shown.FinePercent(slice.FlaggedUntouched)]));
}
