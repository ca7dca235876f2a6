using CsCheck;
using Triage.Training.Evaluation;

namespace Triage.Training.Tests.Evaluation;

/// <summary>Curves and intervals against counting by hand.</summary>
public sealed class CurveTests
{
    // Few distinct probabilities, so that there are ties.
    private static readonly Gen<(double Probability, bool IsRight)[]> Outcomes =
        Gen.Select(Gen.Int[0, 20], Gen.Bool, (twentieths, isRight) => (twentieths / 20.0, isRight)).Array[1, 300];

    [Fact]
    public void SelectivePrecision_every_point_of_the_curve_is_what_its_threshold_answers() => Outcomes.Sample(outcomes =>
    {
        var curve = SelectivePrecision.Curve(outcomes);
        Assert.Equal((1.0, (double)outcomes.Count(outcome => outcome.IsRight) / outcomes.Length), (curve[^1].Reached, curve[^1].Precision));
        Assert.All(curve, point =>
        {
            var answered = outcomes.Where(outcome => outcome.Probability >= point.Threshold).ToArray();
            Assert.Equal((double)answered.Length / outcomes.Length, point.Reached);
            Assert.Equal((double)answered.Count(outcome => outcome.IsRight) / answered.Length, point.Precision);
        });
    });

    [Fact]
    public void PrecisionRecall_every_point_of_the_curve_is_what_its_threshold_flags() => Gen.Select(Gen.Int[-1, 20], Gen.Int[0, 8]).Array[1, 200].Sample(drawn =>
    {
        // Several answers find one thing; some are never flagged.
        var answers = drawn.Select(one => (Score: one.Item1 < 0 ? double.NegativeInfinity : one.Item1, Finds: one.Item2 < 5 ? $"thing {one.Item2}" : null)).ToArray();
        var things = answers.Select(answer => answer.Finds).OfType<string>().Distinct().Count();
        var curve = PrecisionRecall.Curve(answers, things);
        Assert.Equal(curve.Select(point => point.Reached).Order(), curve.Select(point => point.Reached));
        Assert.All(curve, point =>
        {
            var flagged = answers.Where(answer => answer.Score >= point.Threshold).ToArray();
            Assert.Equal((double)flagged.Count(answer => answer.Finds is not null) / flagged.Length, point.Precision);
            Assert.Equal((double)flagged.Select(answer => answer.Finds).OfType<string>().Distinct().Count() / things, point.Reached);
        });
    });

    [Fact]
    public void PrecisionRecall_of_nothing_to_find_has_no_curve() => Assert.Empty(PrecisionRecall.Curve([(1, null)], 0));

    [Fact]
    public void Thinned_a_long_curve_keeps_its_ends_its_shape_and_few_points()
    {
        CurvePoint[] points = [.. Enumerable.Range(1, 100_000).Select(i => new CurvePoint(-i, i / 100_000.0, 1 - i / 200_000.0))];
        var thinned = CurvePoint.Thinned(points);
        Assert.InRange(thinned.Length, 100, 400);
        Assert.Equal((points[0], points[^1]), (thinned[0], thinned[^1]));
        Assert.All(thinned.Zip(thinned.Skip(1)), pair => Assert.InRange(pair.Second.Reached - pair.First.Reached, 0, 0.005));
    }

    [Fact]
    public void MeasuredShare_holds_its_share_and_grows_narrower_with_more() => Gen.Select(Gen.Int[0, 50], Gen.Int[1, 50]).Where((holds, count) => holds <= count).Sample((holds, count) =>
    {
        var few = MeasuredShare.Independent(holds, count);
        var many = MeasuredShare.Independent(holds * 10, count * 10);
        Assert.True(few.Low <= few.Share + 1e-12 && few.Share - 1e-12 <= few.High && few.Low >= 0 && few.High <= 1);
        Assert.True(many.High - many.Low < few.High - few.Low);
    });

    [Fact]
    public void MeasuredShare_clustered_is_never_narrower_than_either_interval() => Gen.Select(Gen.Long[0, 5], Gen.Bool).Array[1, 100].Sample(outcomes =>
    {
        var measured = MeasuredShare.Clustered(outcomes);
        var clustered = ClusteredShare.Of(outcomes);
        var alone = MeasuredShare.Independent(outcomes.Count(outcome => outcome.Item2), outcomes.Length);
        Assert.True(measured.Low <= Math.Min(clustered.Low, alone.Low) && measured.High >= Math.Max(clustered.High, alone.High));
        Assert.Equal(clustered.Share, measured.Share);
    });

    [Fact]
    public void MeasuredShare_of_nothing_says_nothing() => Assert.Equal((0, 0.0, 1.0), (MeasuredShare.Clustered([]).Count, MeasuredShare.Clustered([]).Low, MeasuredShare.Clustered([]).High));

    [Fact]
    public void MeasuredShare_one_outcome_of_one_is_no_certainty() => Assert.InRange(MeasuredShare.Independent(1, 1).Low, 0.2, 0.21); // 1 / (1 + 1.96²)
}
