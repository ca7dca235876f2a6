using CsCheck;
using Triage.Models.Features.Anomaly;

namespace Triage.Models.Tests.Features.Anomaly;

public sealed class KeyHistoryTests
{
    private static readonly Gen<double> Value = Gen.Double[-1000, 1000];

    [Fact]
    public void PlaceOf_known_values_is_what_is_counted_by_hand()
    {
        // Median 3; distances 2, 1, 0, 1, 97.
        var place = KeyHistory.Of([1, 2, 3, 4, 100]).PlaceOf(6, 0.001);
        Assert.True(place.IsKnown);
        Assert.Equal(5, place.Count);
        Assert.Equal(3, place.Median);
        Assert.Equal(1.4826, place.Scale.Value, 4);
        Assert.Equal(3 / 1.4826, place.Z.Value, 4);
    }

    [Fact]
    public void PlaceOf_any_values_has_the_medians_of_sorted_lists() =>
        Value.Array[KeyHistory.CountMin, KeyHistory.LatestMax].Sample(values =>
        {
            var median = MedianOf(values);
            var place = KeyHistory.Of(values).PlaceOf(1, 1e-9);
            Assert.Equal(median, place.Median!.Value, 1e-9 * Math.Max(1, Math.Abs(median))); // there are enough values
            Assert.Equal(Math.Max(1e-9, 1.482602218505602 * MedianOf([.. values.Select(value => Math.Abs(value - median))])), place.Scale!.Value, 6);

            static double MedianOf(double[] of) => of.Order().Skip((of.Length - 1) / 2).Take(2 - of.Length % 2).Average();
        });

    [Fact]
    public void PlaceOf_too_few_values_says_so()
    {
        var place = KeyHistory.Of([1, 2, 3, 4]).PlaceOf(1000, 1);
        Assert.False(place.IsKnown);
        Assert.Equal(4, place.Count);
        Assert.Null(place.Median);
    }

    [Fact]
    public void PlaceOf_key_that_never_changed_measures_by_the_smallest_scale()
    {
        var history = KeyHistory.Of([7, 7, 7, 7, 7, 7]);
        Assert.Equal(0, history.PlaceOf(7, 0.5).Z);
        Assert.Equal(-4, history.PlaceOf(5, 0.5).Z);
    }

    [Fact]
    public void With_one_by_one_is_the_same_as_all_at_once_and_keeps_the_latest() =>
        Value.List[0, 150].Sample(values =>
        {
            var folded = values.Aggregate(KeyHistory.Empty, (history, value) => history.With(value));
            Assert.Equal(KeyHistory.Of(values.ToArray()).Latest, folded.Latest);
            Assert.Equal(values.TakeLast(KeyHistory.LatestMax), folded.Latest);
        });

    [Fact]
    public void PlaceOf_order_of_what_is_kept_does_not_matter() =>
        Gen.Select(Value.Array[5, KeyHistory.LatestMax], Value).Sample((values, asked) =>
            Assert.Equal(KeyHistory.Of(values).PlaceOf(asked, 0.01), KeyHistory.Of([.. values.Order()]).PlaceOf(asked, 0.01)));

    [Fact]
    public void PlaceOf_another_unit_and_origin_leave_the_place() =>
        Gen.Select(Value.Array[5, 40], Value, Gen.Double[0.1, 50], Gen.Double[-500, 500]).Sample((values, asked, unit, origin) =>
        {
            var place = KeyHistory.Of(values).PlaceOf(asked, 0.01);
            var moved = KeyHistory.Of([.. values.Select(value => value * unit + origin)]).PlaceOf(asked * unit + origin, 0.01 * unit);
            Assert.Equal(place.Z!.Value, moved.Z!.Value, 1e-6 * (1 + Math.Abs(place.Z.Value))); // both rest on five values or more
        });

    /// <summary>Half of the values less one may be anything: the median stays among the good ones (breakdown point).</summary>
    [Fact]
    public void PlaceOf_fewer_wrong_values_than_right_ones_do_not_carry_the_median_away() =>
        Gen.Select(Value.Array[5, 20], Gen.Double[1e6, 1e12], Gen.Int[0, 19]).Sample((values, wrong, count) =>
        {
            var place = KeyHistory.Of([.. values, .. Enumerable.Repeat(wrong, Math.Min(count, values.Length - 1))]).PlaceOf(0, 0.01);
            Assert.InRange(place.Median!.Value, values.Min(), values.Max()); // five values or more
        });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void With_value_that_is_not_finite_is_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyHistory.Empty.With(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyHistory.Of([value]));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyHistory.Empty.PlaceOf(value, 1));
    }
}
