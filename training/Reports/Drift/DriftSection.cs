using System.Globalization;
using System.Xml.Linq;
using Triage.Models.Scoring.Drift;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Drift;

/// <summary>One model: its score, its features, and the bins of those that are furthest.</summary>
internal static class DriftSection
{
    private const int FeaturesMax = 30;
    private const int FurthestMax = 5;

    // Twice what is large: no stronger colour is needed.
    private const double Strongest = 2 * ColumnDrift.LargeFrom;

    public static XElement Of(DriftFindings findings, string model)
    {
        var weeks = findings.Of(model);
        var (week, newest) = findings.Newest(model);
        return new(
            "section",
            new XElement("h2", model),
            Markup.Beside(Score(weeks.AsSpan().ToArray(), model), Features(weeks.AsSpan().ToArray(), model)),
            new XElement("h3", $"The furthest features in the week of {Shown.Day(week.Monday)}"),
            Markup.Beside([.. DriftFindings.Furthest(newest).Take(FurthestMax).Select(Bins)]));
    }

    private static XElement Score((WeekDrift Week, ModelDrift Drift)[] weeks, string model)
    {
        var highest = weeks.Max(one => Math.Max(one.Drift.Score.Index, ColumnDrift.LargeFrom));
        PlotPoint[] indices = [.. weeks.Select((one, at) => new PlotPoint(at, one.Drift.Score.Index))];
        PlotPoint[] limits = [.. weeks.Select((one, at) => new PlotPoint(at, one.Drift.Score.ChanceLimit))];
        var plot = new Plot($"Index of the score of {model} by week", Axis.Names("week from Monday", Days(weeks)), Axis.Amounts("index of the score", highest))
            .Line(limits, 1).Line(indices, 0).Dots(indices, 0)
            .Level(ColumnDrift.ModerateFrom, "moderate").Level(ColumnDrift.LargeFrom, "far");
        return Markup.Drawn(plot.Drawing(), "What the model says, held against what it said in training.", (0, "index"), (1, "what chance alone seldom exceeds"));
    }

    private static XElement Features((WeekDrift Week, ModelDrift Drift)[] weeks, string model)
    {
        var rows = Enumerable.Range(0, weeks[0].Drift.Features.Length)
            .OrderByDescending(feature => weeks.Max(one => Significant(one.Drift.Columns[feature])))
            .Take(FeaturesMax)
            .Select(feature => (weeks[0].Drift.Columns[feature].Reference.Name, (IReadOnlyList<HeatCell?>)[.. weeks.Select(one => (HeatCell?)Cell(one.Week, one.Drift.Columns[feature]))]))
            .ToArray();
        return Markup.Drawn(
            HeatMap.Of($"Index of the features of {model} by week", Days(weeks), rows),
            $"Features that moved most, of {weeks[0].Drift.Features.Length}. The stronger the colour, the further; white is no more than chance gives. Pointing at a field shows its figures.");
    }

    private static HeatCell Cell(WeekDrift week, ColumnDrift column) => new(
        Significant(column) / Strongest,
        string.Create(CultureInfo.InvariantCulture, $"{column.Reference.Name}, {week.Monday:yyyy-MM-dd}: {column.Index:0.000}, by chance up to {column.ChanceLimit:0.000}"));

    private static double Significant(ColumnDrift column) => column.Index > column.ChanceLimit ? column.Index : 0;

    private static XElement Bins(ColumnDrift column)
    {
        var (then, now) = (Shares(column.Reference.Counts.AsSpan()), Shares(column.Counts.AsSpan()));
        var bars = new List<Bar>();
        for (var bin = 0; bin < then.Length; bin++)
        {
            if (then[bin] > 0 || now[bin] > 0)
            {
                bars.Add(new(BinName(column.Reference, bin), then[bin], Shown.Percent(then[bin])));
                bars.Add(new("", now[bin], Shown.Percent(now[bin]), Series: 1));
            }
        }

        return Markup.Drawn(
            BarPlot.Of($"Share of values of {column.Reference.Name} by bin", bars, Math.Max(then.Max(), now.Max())),
            string.Create(CultureInfo.InvariantCulture, $"{column.Reference.Name}: index {column.Index:0.000}."), (0, "in training"), (1, "in the week"));
    }

    private static double[] Shares(ReadOnlySpan<long> counts)
    {
        var (shares, all) = (new double[counts.Length], 0L);
        foreach (var count in counts)
        {
            all += count;
        }

        for (var bin = 0; bin < shares.Length; bin++)
        {
            shares[bin] = all == 0 ? 0 : (double)counts[bin] / all;
        }

        return shares;
    }

    private static string BinName(ColumnReference column, int bin)
    {
        var edges = column.Edges;
        return bin > edges.Length ? "missing"
            : bin == edges.Length ? edges.IsEmpty ? "known" : $"above {Edge(edges[^1])}"
            : bin == 0 ? $"below {Edge(edges[0])}"
            : $"up to {Edge(edges[bin])}";
    }

    private static string Edge(float edge) => edge.ToString("G4", CultureInfo.InvariantCulture);

    private static string[] Days((WeekDrift Week, ModelDrift Drift)[] weeks) => [.. weeks.Select(one => one.Week.Monday.ToString("MM-dd", CultureInfo.InvariantCulture))];
}
