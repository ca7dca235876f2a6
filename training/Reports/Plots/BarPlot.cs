using System.Xml.Linq;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Plots;

/// <summary>One bar a name, from left to right, with the interval of each where it has one. As high as it has bars.</summary>
internal static class BarPlot
{
    public const double Left = 190;
    public const double Right = 384;
    private const double RowHeight = 24;
    private const int NameLengthMax = 24;

    /// <param name="high">What the longest bar could be; 1 of shares.</param>
    public static XElement Of(string label, IReadOnlyList<Bar> bars, double high)
    {
        var scale = new Scale(0, high > 0 ? high : 1, Left, Right);
        var parts = new List<XElement>();
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, top) = (bars[i], i * RowHeight + 4);
            parts.Add(Svg.Text(Left - 8, top + 14, Shown.Short(bar.Name, NameLengthMax), "tick end"));
            parts.Add(Svg.Bar(Left, top + 3, scale.At(bar.Value) - Left, RowHeight - 9, $"bar s{bar.Series}"));
            if (bar is { Low: { } low, High: { } highEnd })
            {
                parts.Add(Svg.Line(scale.At(low), top + 10.5, scale.At(highEnd), top + 10.5, "over"));
            }

            parts.Add(Svg.Text(Right + 8, top + 14, bar.Text, "tick"));
        }

        parts.Add(Svg.Line(Left, 2, Left, bars.Count * RowHeight + 4, "axis"));
        return Svg.Drawing(Plot.Width, bars.Count * RowHeight + 8, label, parts);
    }
}
