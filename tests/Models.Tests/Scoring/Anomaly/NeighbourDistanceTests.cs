using CsCheck;
using Triage.Models.Scoring.Anomaly;

namespace Triage.Models.Tests.Scoring.Anomaly;

public sealed class NeighbourDistanceTests
{
    [Fact]
    public void ScoresOfFitted_is_the_distance_to_the_kth_other_row() =>
        Gen.Select(GenRows.Any, Gen.Int[1, 11]).Sample((rows, neighbours) =>
        {
            var scores = NeighbourDistance.Fit(rows, 1, neighbours).ScoresOfFitted(rows);
            Assert.All(Enumerable.Range(0, rows.Count), row => Assert.Equal(Plain(rows, rows[row].ToArray(), row, neighbours), scores[row], 1e-3));
        });

    [Fact]
    public void Score_new_row_is_compared_with_all() =>
        Gen.Select(GenRows.Any, Gen.Int[1, 11]).Sample((rows, neighbours) =>
        {
            var asked = rows[0].ToArray();
            asked[0] += 3;
            Assert.Equal(Plain(rows, asked, -1, neighbours), NeighbourDistance.Fit(rows, 1, neighbours).Score(asked), 1e-3);
        });

    [Fact]
    public void ScoresOfFitted_more_rows_than_a_tile_holds_are_all_compared()
    {
        var rows = GenRows.Correlated(1, 1500);
        var scores = NeighbourDistance.Fit(rows, 1).ScoresOfFitted(rows);
        Assert.All([0, 511, 512, 1023, 1499], row => Assert.Equal(Plain(rows, rows[row].ToArray(), row, 5), scores[row], 1e-3));
    }

    [Fact]
    public void Fit_fewer_rows_than_neighbours_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NeighbourDistance.Fit(new([1, 2, 3, 4, 5], 1), 1));

    private static double Plain(FeatureRows rows, float[] asked, int without, int neighbours)
    {
        var scale = new FeatureScale(rows);
        return Enumerable.Range(0, rows.Count).Where(row => row != without)
            .Select(row => Math.Sqrt(Placed(scale, rows[row].ToArray()).Zip(Placed(scale, asked), (one, other) => Math.Pow((double)one - other, 2)).Sum()))
            .Order().ElementAt(neighbours - 1);
    }

    private static float[] Placed(FeatureScale scale, float[] row)
    {
        var placed = new float[row.Length];
        scale.Place(row, placed);
        return placed;
    }
}
