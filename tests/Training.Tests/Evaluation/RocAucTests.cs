using CsCheck;
using Triage.Training.Evaluation;

namespace Triage.Training.Tests.Evaluation;

public sealed class RocAucTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new[] { false, false, true, true }, 1.0)]
    [InlineData(new double[] { 4, 3, 2, 1 }, new[] { false, false, true, true }, 0.0)]
    [InlineData(new double[] { 1, 3, 2, 4 }, new[] { false, false, true, true }, 0.75)]
    [InlineData(new double[] { 5, 5, 5, 5 }, new[] { false, false, true, true }, 0.5)]
    public void Of_counts_pairs_in_the_right_order(double[] scores, bool[] isUnusual, double expected) => Assert.Equal(expected, RocAuc.Of(scores, isUnusual), 12);

    [Fact]
    public void Of_is_the_share_of_pairs_with_ties_counted_half() =>
        Gen.Select(Gen.Int[0, 5], Gen.Bool).Array[2, 60].Where(rows => rows.Any(row => row.Item2) && rows.Any(row => !row.Item2)).Sample(rows =>
        {
            var pairs = (from unusual in rows where unusual.Item2 from usual in rows where !usual.Item2 select unusual.Item1.CompareTo(usual.Item1)).ToArray();
            var expected = pairs.Average(order => order > 0 ? 1.0 : order == 0 ? 0.5 : 0);
            Assert.Equal(expected, RocAuc.Of(rows.Select(row => (double)row.Item1).ToArray(), rows.Select(row => row.Item2).ToArray()), 12);
        });

    [Fact]
    public void Of_labels_of_one_kind_say_what_is_missing() => Assert.Throws<TrainingException>(() => RocAuc.Of([1, 2], [true, true]));
}
