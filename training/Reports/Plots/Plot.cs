using System.Xml.Linq;

namespace Triage.Training.Reports.Plots;

/// <summary>Points and lines over two axes. Numbered series have a colour and a shape each: colour alone tells some readers nothing.</summary>
internal sealed class Plot
{
    public const double Width = 480;
    public const double Height = 340;
    public const double Left = 62;
    public const double Right = 450;
    public const double Top = 14;
    public const double Bottom = 288;

    private readonly string _label;
    private readonly Scale _x;
    private readonly Scale _y;
    private readonly List<XElement> _parts = [];

    public Plot(string label, Axis x, Axis y)
    {
        _label = label;
        _x = new(x.Low, x.High, Left, Right);
        _y = new(y.Low, y.High, Bottom, Top);
        foreach (var (at, text) in y.Ticks)
        {
            _parts.Add(Svg.Line(Left, _y.At(at), Right, _y.At(at), "grid"));
            _parts.Add(Svg.Text(Left - 7, _y.At(at) + 4.5, text, "tick end"));
        }

        foreach (var (at, text) in x.Ticks)
        {
            _parts.Add(Svg.Line(_x.At(at), Bottom, _x.At(at), Bottom + 5, "axis"));
            _parts.Add(Svg.Text(_x.At(at), Bottom + 19, text, "tick middle"));
        }

        _parts.Add(Svg.Line(Left, Bottom, Right, Bottom, "axis"));
        _parts.Add(Svg.Line(Left, Top, Left, Bottom, "axis"));
        _parts.Add(Svg.Text((Left + Right) / 2, Height - 8, x.Title, "title middle"));
        _parts.Add(Svg.Upright(15, (Top + Bottom) / 2, y.Title, "title middle"));
    }

    /// <summary>Where both axes say the same.</summary>
    public Plot Diagonal() => With(Svg.Line(Left, Bottom, Right, Top, "ideal"));

    /// <summary>What was promised.</summary>
    public Plot Level(double y, string text) =>
        With(Svg.Line(Left, _y.At(y), Right, _y.At(y), "ideal")).With(Svg.Text(Left + 6, _y.At(y) + (_y.At(y) < Top + 20 ? 15 : -5), text, "tick over-lines"));

    public Plot Line(IEnumerable<PlotPoint> points, int series) =>
        With(Svg.Path(points.Where(IsDrawn).Select(point => (_x.At(point.X), _y.At(point.Y))), $"line s{series}"));

    /// <summary>Each with its interval, where it has one.</summary>
    public Plot Dots(IEnumerable<PlotPoint> points, int series)
    {
        foreach (var point in points.Where(IsDrawn))
        {
            var x = _x.At(point.X);
            if (point is { Low: { } low, High: { } high })
            {
                With(Svg.Line(x, _y.At(low), x, _y.At(high), $"whisker s{series}"));
            }

            With(Svg.Dot(x, _y.At(point.Y), $"dot s{series}"));
        }

        return this;
    }

    /// <summary>A point that is spoken of.</summary>
    public Plot Mark(double x, double y, int series)
    {
        if (IsDrawn(new(x, y)))
        {
            With(Svg.Line(_x.At(x), Top, _x.At(x), Bottom, $"mark s{series}")).With(Svg.Ring(_x.At(x), _y.At(y), $"marked s{series}"));
        }

        return this;
    }

    public XElement Drawing() => Svg.Drawing(Width, Height, _label, _parts);

    private static bool IsDrawn(PlotPoint point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private Plot With(XElement part)
    {
        _parts.Add(part);
        return this;
    }
}
