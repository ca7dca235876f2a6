using System.Globalization;
using System.Xml.Linq;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Plots;

/// <summary>A row a name and a column a time; the stronger the colour, the more. As high as it has rows.</summary>
internal static class HeatMap
{
    private const double Left = 200;
    private const double Right = 470;
    private const double RowHeight = 18;
    private const int NameLengthMax = 27;
    private const int TimesWritten = 4;

    /// <param name="rows">Each with a cell a time; <c>null</c>: nothing was measured.</param>
    public static XElement Of(string label, IReadOnlyList<string> times, IReadOnlyList<(string Name, IReadOnlyList<HeatCell?> Cells)> rows)
    {
        var (width, parts) = ((Right - Left) / Math.Max(1, times.Count), new List<XElement>());
        for (var row = 0; row < rows.Count; row++)
        {
            var (name, cells) = rows[row];
            parts.Add(Svg.Text(Left - 8, row * RowHeight + 15, Shown.Short(name, NameLengthMax), "tick end"));
            for (var at = 0; at < cells.Count; at++)
            {
                if (cells[at] is { } cell)
                {
                    var drawn = Svg.Bar(Left + at * width, row * RowHeight + 2, width, RowHeight, "heat");
                    drawn.Add(new XAttribute("fill-opacity", Math.Clamp(cell.Strength, 0, 1).ToString("0.##", CultureInfo.InvariantCulture)), new XElement("title", Markup.Clean(cell.Words)));
                    parts.Add(drawn);
                }
            }
        }

        var every = Math.Max(1, (times.Count + TimesWritten - 1) / TimesWritten);
        for (var at = 0; at < times.Count; at += every)
        {
            parts.Add(Svg.Text(Left + (at + 0.5) * width, rows.Count * RowHeight + 18, times[at], "tick middle"));
        }

        return Svg.Drawing(Plot.Width, rows.Count * RowHeight + 26, label, parts);
    }
}
