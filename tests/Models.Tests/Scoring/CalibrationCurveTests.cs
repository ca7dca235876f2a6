using CsCheck;
using Triage.Models.Scoring.Calibration;

namespace Triage.Models.Tests.Scoring;

public sealed class CalibrationCurveTests
{
    [Fact]
    public void Of_never_falls_and_stays_between_its_ends()
    {
        var points = Gen.Double[0, 1].Array[1, 20].Select(values => values.Distinct().Order().ToArray());
        Gen.Select(points, Gen.Double[-1, 2], Gen.Double[-1, 2]).Sample((values, one, other) =>
        {
            var curve = new CalibrationCurve([.. values.Select((value, i) => (value, (double)i / values.Length))]);
            var (low, high) = (Math.Min(one, other), Math.Max(one, other));
            Assert.True(curve.Of(low) <= curve.Of(high) + 1e-12);
            Assert.InRange(curve.Of(low), 0, (values.Length - 1.0) / values.Length);
        });
    }

    [Fact]
    public void Of_lies_on_its_points_and_on_the_line_between_them()
    {
        var curve = new CalibrationCurve([(0.2, 0.1), (0.6, 0.5)]);
        Assert.Equal([0.1, 0.1, 0.3, 0.5, 0.5], new[] { 0, 0.2, 0.4, 0.6, 1 }.Select(curve.Of), (left, right) => Math.Abs(left - right) < 1e-12);
    }

    [Fact]
    public void Constructor_points_that_fall_repeat_or_leave_the_unit_interval_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CalibrationCurve([]));
        Assert.Throws<ArgumentException>(() => new CalibrationCurve([(0.1, 0.5), (0.1, 0.6)]));
        Assert.Throws<ArgumentException>(() => new CalibrationCurve([(0.1, 0.5), (0.2, 0.4)]));
        Assert.Throws<ArgumentException>(() => new CalibrationCurve([(0.1, -0.1)]));
        Assert.Throws<ArgumentException>(() => new CalibrationCurve([(0.1, 1.1)]));
    }
}
