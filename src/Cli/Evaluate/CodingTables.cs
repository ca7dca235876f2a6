using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Features.Coding;
using Triage.Training.Coding;

namespace Triage.Cli.Evaluate;

internal sealed class CodingTables(Screen screen)
{
    public void Show(CodingReport report)
    {
        screen.Table(
            $"The {report.Field.Words()}s of {report.Growing.Lines:#,0} lines after {report.TrainedUntil}, learned from {report.TrainedLines:#,0}",
            ["figure", "history frozen", "growing"],
            [
                Row("first suggestion right", figures => Share(figures.Top1)),
                Row("right among the first three", figures => Share(figures.Top3)),
                Row("right code offered at all", figures => Share(figures.Offered)),
                Row("lines answered at precision .95, in hindsight", figures => Share(figures.CoverageAtPrecision95)),
                Row("lines above the threshold chosen before", figures => Share(figures.Deployed.Coverage)),
                Row("precision there", figures => Share(figures.Deployed.Precision)),
                Row("calibration error of the first (ECE)", figures => Share(figures.Ece)),
                Row("sets that hold the right code (promised .95)", figures => Share(figures.ConformalCoverage)),
                Row("codes in a set, mean", figures => Number(figures.ConformalMeanSize)),
            ]);
        Months("By month, history frozen", report.Frozen);
        Months("By month, history growing", report.Growing);
        screen.Table(
            "By how well the supplier was known when learning ended, history growing",
            ["supplier", "lines", "first right", "in three", "offered", "sets that hold", "codes in a set"],
            [.. report.Growing.Segments.Select(segment => (string[])[
                segment.Segment, Count(segment.Lines), Share(segment.Top1), Share(segment.Top3), Share(segment.Offered), Share(segment.SetCoverage), Number(segment.SetMeanSize)])]);
        Sets("Sets by what is known of the supplier, history frozen", report.Frozen);
        Sets("Sets by what is known of the supplier, history growing", report.Growing);

        string[] Row(string name, Func<CodingFigures, string> value) => [name, value(report.Frozen), value(report.Growing)];
    }

    private void Months(string title, CodingFigures figures) => screen.Table(
        title,
        ["month", "lines", "first right", "sets that hold", "interval, by supplier", "codes in a set"],
        [.. figures.Months.Select(month => (string[])[
            month.Month,
            Count(month.Lines),
            Share(month.Top1),
            Share(month.SetCoverage),
            $"{Share(month.SetCoverageLow)} to {Share(month.SetCoverageHigh)}",
            Number(month.SetMeanSize)])]);

    private void Sets(string title, CodingFigures figures) => screen.Table(
        title,
        ["when asked", "lines", "offered", "promise", "sets that hold", "of those offered", "codes in a set"],
        [.. figures.Sets.Select(sets => (string[])[
            sets.Supplier, Count(sets.Lines), Share(sets.Offered), sets.MayBeOther ? "may be none of these" : ".95", Share(sets.Coverage), Share(sets.CoverageOfOffered), Number(sets.MeanSize)])]);

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
