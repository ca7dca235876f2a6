using CsCheck;
using Triage.Training.Evaluation;

namespace Triage.Training.Tests.Evaluation;

public sealed class AveragePrecisionTests
{
    private static readonly Gen<(double Score, bool IsUnusual)[]> Rows =
        Gen.Select(Gen.Int[0, 5].Select(score => (double)score), Gen.Bool).Array[1, 60].Where(rows => rows.Any(row => row.Item2));

    [Fact]
    public void Of_known_rows_is_what_is_counted_by_hand() =>
        Assert.Equal((1.0 + 2.0 / 3 + 3.0 / 5) / 3, AveragePrecision.Of([5, 4, 3, 2, 1], [true, false, true, false, true]), 12);

    [Fact]
    public void Of_ties_are_taken_together() => Assert.Equal(0.5, AveragePrecision.Of([1, 1, 1, 1], [true, false, true, false]), 12);

    [Fact]
    public void Of_any_rows_lies_between_0_and_1_and_does_not_hang_on_their_order() => Rows.Sample(rows =>
    {
        var one = Of(rows);
        Assert.InRange(one, 0, 1);
        Assert.Equal(one, Of([.. rows.Reverse()]), 12);
        Assert.Equal(one, Of([.. rows.Select(row => (Math.Exp(row.Score), row.IsUnusual))]), 12);
    });

    [Fact]
    public void Of_no_unusual_row_says_so() => Assert.Throws<TrainingException>(() => AveragePrecision.Of([1, 2], [false, false]));

    private static double Of((double Score, bool IsUnusual)[] rows) => AveragePrecision.Of([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.IsUnusual)]);
}
