using Triage.Training.Calibration;

namespace Triage.Training.Tests.Evaluation;

public sealed class IsotonicFitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_outcomes_that_come_true_less_than_promised_finds_how_often_they_do(int seed)
    {
        var drawn = new Random(seed);
        var outcomes = Enumerable.Range(0, 20_000).Select(_ => drawn.NextDouble()).Select(score => (score, drawn.NextDouble() < score * score)).ToArray();
        var curve = IsotonicFit.Of(outcomes);
        foreach (var score in new[] { 0.1, 0.3, 0.5, 0.7, 0.9 })
        {
            Assert.Equal(score * score, curve.Of(score), 0.06);
        }
    }

    [Fact]
    public void Of_outcomes_that_fall_are_pooled_to_their_share()
    {
        var curve = IsotonicFit.Of([.. Enumerable.Range(0, 400).Select(i => (i / 400.0, i < 200))]);
        Assert.Equal(0.5, curve.Of(0), 1e-9);
        Assert.Equal(0.5, curve.Of(1), 1e-9);
    }

    [Fact]
    public void Of_one_score_alone_is_a_flat_curve() => Assert.Equal(0.5, IsotonicFit.Of([(0.9, true), (0.9, false)]).Of(0.1));

    [Fact]
    public void Of_nothing_is_refused() => Assert.Throws<ArgumentException>(() => IsotonicFit.Of([]));
}
