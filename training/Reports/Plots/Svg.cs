using System.Globalization;
using System.Xml.Linq;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Plots;

/// <summary>Elements of a drawing. Colours stand in the page's style, so that a drawing follows it into the dark and onto paper.</summary>
internal static class Svg
{
    /// <param name="label">What a reader hears who can't see it.</param>
    public static XElement Drawing(double width, double height, string label, IEnumerable<XElement> parts) =>
        new("svg", new XAttribute("viewBox", $"0 0 {Place(width)} {Place(height)}"), new XAttribute("role", "img"), new XAttribute("aria-label", label), parts);

    public static XElement Line(double x1, double y1, double x2, double y2, string style) =>
        new("line", Style(style), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    public static XElement Path(IEnumerable<(double X, double Y)> points, string style) =>
        new("polyline", Style(style), new XAttribute("points", string.Join(' ', points.Select(point => $"{Place(point.X)},{Place(point.Y)}"))));

    public static XElement Dot(double x, double y, string style) => new("circle", Style(style), At("cx", x), At("cy", y), At("r", 3.5));

    public static XElement Ring(double x, double y, string style) => new("circle", Style(style), At("cx", x), At("cy", y), At("r", 7));

    public static XElement Bar(double x, double y, double width, double height, string style) =>
        new("rect", Style(style), At("x", x), At("y", y), At("width", Math.Max(0, width)), At("height", height));

    public static XElement Text(double x, double y, string text, string style) => new("text", Style(style), At("x", x), At("y", y), Markup.Clean(text));

    public static XElement Upright(double x, double y, string text, string style)
    {
        var written = Text(x, y, text, style);
        written.Add(new XAttribute("transform", $"rotate(-90 {Place(x)} {Place(y)})"));
        return written;
    }

    private static XAttribute Style(string style) => new("class", style);

    private static XAttribute At(string name, double value) => new(name, Place(value));

    private static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
