using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Tests.Reports.Plots;

/// <summary>The geometry of drawings: in order, inside, and something even of nothing.</summary>
public sealed class PlotTests
{
    private static readonly Gen<double> Values = Gen.Double[-1e6, 1e6];

    [Fact]
    public void Scale_keeps_order_and_stays_inside() => Gen.Select(Values, Values, Values, Values).Sample((low, high, a, b) =>
    {
        var scale = new Scale(low, high, 10, 90);
        Assert.InRange(scale.At(a), 10, 90);
        Assert.True(a <= b ? scale.At(a) <= scale.At(b) : scale.At(a) >= scale.At(b));
    });

    [Fact]
    public void Scale_without_width_puts_its_one_value_in_the_middle() => Assert.Equal(50, new Scale(3, 3, 10, 90).At(3));

    [Fact]
    public void Ticks_are_inside_in_order_evenly_apart_and_few() => Gen.Select(Gen.Double[-1e4, 1e4], Gen.Double[1e-3, 1e5]).Sample((low, width) =>
    {
        var ticks = Ticks.Between(low, low + width);
        Assert.InRange(ticks.Length, 2, 11);
        Assert.All(ticks, tick => Assert.InRange(tick, low - width * 1e-6, low + width * (1 + 1e-6)));
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(ticks[1] - ticks[0], pair.Second - pair.First, width * 1e-6));
    });

    [Fact]
    public void Plot_draws_every_known_point_inside_its_axes() => Gen.Select(Values, Values, Values, Values).Array[0, 20].Sample(drawn =>
    {
        PlotPoint[] points = [.. drawn.Select(one => new PlotPoint(one.Item1, one.Item2, one.Item3, one.Item4)), new(double.NaN, 1), new(1, double.PositiveInfinity)];
        var drawing = new Plot("any", Axis.Shares("x"), Axis.Amounts("y", 100)).Line(points, 0).Dots(points, 1).Mark(0.5, 50, 0).Level(95, "promised").Drawing();
        Assert.Equal(drawn.Length, drawing.Elements("circle").Count(dot => Style(dot).StartsWith("dot", StringComparison.Ordinal)));
        Assert.All(drawing.Elements("circle"), dot => AssertInside(Number(dot, "cx"), Number(dot, "cy")));
        Assert.All(Places(Assert.Single(drawing.Elements("polyline"))), place => AssertInside(place.X, place.Y));
        Assert.All(drawing.Elements("line").Where(line => Style(line).StartsWith("whisker", StringComparison.Ordinal)), line => AssertInside(Number(line, "x1"), Number(line, "y2")));
    });

    [Fact]
    public void Plot_more_is_further_right_and_further_up()
    {
        PlotPoint[] points = [.. Enumerable.Range(0, 11).Select(tenth => new PlotPoint(tenth / 10.0, tenth / 10.0))];
        var places = Places(new Plot("any", Axis.Shares("x"), Axis.Shares("y")).Line(points, 0).Drawing().Element("polyline")!).ToArray(); // just drawn
        Assert.Equal((Plot.Left, Plot.Bottom), places[0]);
        Assert.Equal((Plot.Right, Plot.Top), places[^1]);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second.X > pair.First.X && pair.Second.Y < pair.First.Y));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(3), InlineData(100)]
    public void Names_are_written_where_they_stand_and_not_too_many(int count)
    {
        var axis = Axis.Names("month", [.. Enumerable.Range(0, count).Select(name => $"{name}")]);
        Assert.InRange(axis.Ticks.Length, Math.Min(count, 1), 8);
        Assert.All(axis.Ticks, tick => Assert.Equal(tick.At, double.Parse(tick.Text, CultureInfo.InvariantCulture)));
        Assert.NotNull(new Plot("any", axis, Axis.Amounts("y", 0)).Drawing());
    }

    [Fact]
    public void BarPlot_bars_begin_at_the_axis_and_grow_with_their_value_and_no_further_than_its_end() => Gen.Double[0, 2].Array[0, 30].Sample(values =>
    {
        var drawing = BarPlot.Of("any", [.. values.Select(value => new Bar("name", value, "text", 0, value))], 1);
        var widths = drawing.Elements("rect").Select(bar => (X: Number(bar, "x"), Width: Number(bar, "width"))).ToArray();
        Assert.Equal(values.Length, widths.Length);
        Assert.All(widths, bar => Assert.Equal(BarPlot.Left, bar.X));
        Assert.All(values.Zip(widths), pair => Assert.Equal(Math.Min(1, pair.First) * (BarPlot.Right - BarPlot.Left), pair.Second.Width, 0.01));
    });

    private static void AssertInside(double x, double y)
    {
        Assert.InRange(x, Plot.Left, Plot.Right);
        Assert.InRange(y, Plot.Top, Plot.Bottom);
    }

    private static IEnumerable<(double X, double Y)> Places(XElement line) => line.Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) // every line has it
        .Select(place => place.Split(',')).Select(place => (double.Parse(place[0], CultureInfo.InvariantCulture), double.Parse(place[1], CultureInfo.InvariantCulture)));

    private static string Style(XElement element) => (string?)element.Attribute("class") ?? "";

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture); // of elements that have it
}
