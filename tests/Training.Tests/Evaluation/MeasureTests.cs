using CsCheck;
using Triage.Training.Evaluation;

namespace Triage.Training.Tests.Evaluation;

/// <summary>Each measure on cases that can be counted by hand, and on its law.</summary>
public sealed class MeasureTests
{
    [Fact]
    public void ExpectedCalibrationError_is_the_distance_that_every_bin_has()
    {
        var outcomes = Enumerable.Range(0, 1500).Select(i => (0.9, i % 10 < 7)).ToArray();
        Assert.Equal(0.2, ExpectedCalibrationError.Of(outcomes), 1e-9);
        Assert.Equal(1500, ExpectedCalibrationError.BinsOf(outcomes).Sum(bin => bin.Count));
    }

    [Fact]
    public void SelectivePrecision_takes_the_longest_run_that_still_holds()
    {
        (double, bool)[] outcomes = [(0.9, true), (0.8, false), (0.7, true), (0.6, true), (0.5, false), (0.4, false)];
        Assert.Equal(4.0 / 6, SelectivePrecision.CoverageAt(outcomes, 0.75));
        Assert.Equal(double.PositiveInfinity, SelectivePrecision.ThresholdFor([(0.9, false)], 0.5));
        Assert.Equal(0, SelectivePrecision.CoverageAt([], 0.5));
    }

    [Fact]
    public void SelectivePrecision_a_threshold_needs_more_than_luck()
    {
        // All of ten right promises 86 % at most, all of two hundred 99 %.
        (double, bool)[] Right(int count) => [.. Enumerable.Range(0, count).Select(i => (1 - i / 1000.0, true))];
        Assert.Equal(double.PositiveInfinity, SelectivePrecision.ThresholdFor(Right(10), 0.9));
        Assert.Equal(1 - 9 / 1000.0, SelectivePrecision.ThresholdFor(Right(10), 0.85));
        Assert.Equal(1 - 199 / 1000.0, SelectivePrecision.ThresholdFor(Right(200), 0.99));
    }

    [Fact]
    public void FalseAlarms_lets_so_few_through_that_the_rate_is_kept_for_certain()
    {
        var scores = Enumerable.Range(0, 10_000).Select(i => (double)i).ToArray();
        var flagged = scores.Count(score => score >= FalseAlarms.ThresholdFor(scores, 0.001));
        Assert.InRange(flagged, 3, 9);
        Assert.Equal(double.PositiveInfinity, FalseAlarms.ThresholdFor(scores[..100], 0.001));
        Assert.Equal(double.PositiveInfinity, FalseAlarms.ThresholdFor(Array.Empty<double>(), 0.001));
    }

    [Fact]
    public void FalseAlarms_bills_that_are_counted_several_times_say_no_more_than_they_are()
    {
        // One history four times: as it is, and as four that have nothing in common.
        (string, double)[] same = [.. Enumerable.Range(0, 40_000).Select(i => ($"{i / 4}", (double)(i / 4)))];
        (string, double)[] apart = [.. same.Select((score, i) => ($"{i}", score.Item2))];
        var once = FalseAlarms.ThresholdFor(Enumerable.Range(0, 10_000).Select(i => (double)i).ToArray(), 0.001);
        Assert.Equal(once, FalseAlarms.ThresholdFor(same, 0.001));
        Assert.True(FalseAlarms.ThresholdFor(apart, 0.001) < once);
        Assert.Equal(double.PositiveInfinity, FalseAlarms.ThresholdFor(same[..100], 0.001));
        Assert.Equal(double.PositiveInfinity, FalseAlarms.ThresholdFor(Array.Empty<(string, double)>(), 0.001));
    }

    [Fact]
    public void FalseAlarms_few_bills_promise_nothing_however_often_they_are_counted()
    {
        (string, double)[] often = [.. Enumerable.Range(0, 100_000).Select(i => ($"{i % 500}", -(double)i))];
        Assert.Equal(double.PositiveInfinity, FalseAlarms.ThresholdFor(often, 0.001));
    }

    [Fact]
    public void FalseAlarms_of_bills_the_rate_is_kept_on_what_it_was_chosen_on() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 50]).Array[0, 3000].Sample(drawn =>
        {
            (string, double)[] scores = [.. drawn.Select(one => ($"{one.Item1}", (double)one.Item2))];
            var threshold = FalseAlarms.ThresholdFor(scores, 0.02);
            Assert.True(scores.Count(score => score.Item2 >= threshold) <= 0.02 * scores.Length);
        }, iter: 200);

    [Fact]
    public void SelectivePrecision_ties_stand_or_fall_together() =>
        Assert.Equal(0, SelectivePrecision.CoverageAt([(0.9, true), (0.9, false)], 0.6));

    [Fact]
    public void ClusteredShare_outcomes_of_one_cluster_that_agree_make_the_interval_wider()
    {
        var apart = ClusteredShare.Of(Enumerable.Range(0, 1000).Select(i => ((long)i, i % 10 != 0)));
        var together = ClusteredShare.Of(Enumerable.Range(0, 1000).Select(i => ((long)(i / 50), i / 50 % 10 != 0)));
        Assert.Equal(0.9, apart.Share, 1e-9);
        Assert.Equal(0.9, together.Share, 1e-9);
        // Of independent outcomes it is the binomial interval.
        Assert.Equal(1.96 * Math.Sqrt(0.09 / 1000), apart.High - apart.Share, 1e-4);
        Assert.True(together.High - together.Low > 5 * (apart.High - apart.Low));
    }

    [Fact]
    public void ConformalThreshold_holds_what_it_promises_on_what_is_like_it()
    {
        Gen.Int[1, 1_000_000].Sample(
            seed =>
            {
                var drawn = new Random(seed);
                var threshold = ConformalThreshold.Of([.. Enumerable.Range(0, 2000).Select(_ => drawn.NextDouble())], 0.05);
                var covered = Enumerable.Range(0, 2000).Count(_ => drawn.NextDouble() >= threshold);
                Assert.InRange(covered / 2000.0, 0.92, 0.98);
            },
            iter: 50);
    }

    [Fact]
    public void ConformalThreshold_too_few_to_promise_anything_takes_all() => Assert.Equal(0, ConformalThreshold.Of([0.5, 0.6], 0.05));

    [Fact]
    public void AdaptiveCoverage_begins_where_earlier_answers_leave_it()
    {
        var earlier = Enumerable.Range(1, 1000).Select(i => i / 1000.0).ToArray();
        Assert.Equal(0, new AdaptiveCoverage(0.05).Threshold);
        Assert.Equal(ConformalThreshold.Of(earlier, 0.05), new AdaptiveCoverage(0.05, earlier).Threshold);
    }

    [Fact]
    public void AdaptiveCoverage_follows_a_world_that_gets_harder()
    {
        var drawn = new Random(1);
        var sets = new AdaptiveCoverage(0.05);
        int late = 0, held = 0;
        for (var day = 0; day < 200; day++)
        {
            // What the right answers were given falls from day to day.
            var ofRight = Enumerable.Range(0, 100).Select(_ => Math.Pow(drawn.NextDouble(), 1 + day / 50.0)).ToArray();
            var missed = ofRight.Count(probability => probability < sets.Threshold);
            if (day >= 50)
            {
                late += ofRight.Length;
                held += ofRight.Length - missed;
            }

            sets.Learn(ofRight, missed);
        }

        Assert.InRange((double)held / late, 0.94, 0.96);
    }
}
