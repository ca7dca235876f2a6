using Triage.Models.Scoring.Anomaly;
using Triage.Training.Outliers;

namespace Triage.Training.Tests.Outliers;

public sealed class OutlierEvaluationTests
{
    [Fact]
    public void Of_rows_that_stand_apart_are_found_by_all_and_labels_change_no_score()
    {
        var drawn = new Random(1);
        var values = Enumerable.Range(0, 400).SelectMany(row => (float[])[Drawn(row), Drawn(row)]).ToArray();
        var rows = new FeatureRows(values, 2);
        var steps = 0;
        var right = OutlierEvaluation.Of(new("made up", rows, [.. Enumerable.Range(0, 400).Select(row => row % 40 == 0)]), 1, () => steps++, CancellationToken.None);
        var wrong = OutlierEvaluation.Of(new("made up", rows, [.. Enumerable.Range(0, 400).Select(row => row % 40 != 0)]), 1, () => { }, CancellationToken.None);
        Assert.Equal(new(400, 10), right.Counts);
        Assert.Equal(OutlierEvaluation.Steps, steps);
        Assert.All([right.Aucs.Ours, right.Aucs.Knn, right.Aucs.IsolationForest], auc => Assert.InRange(auc, 0.98, 1));
        Assert.Equal(1 - right.Aucs.Ours, wrong.Aucs.Ours, 12);
        Assert.Equal(7, right.Combinations.Count);
        Assert.Equal(right.Aucs.Ours, right.Combinations["tails + isolation + neighbours"]);

        float Drawn(int row) => (float)(drawn.NextDouble() + (row % 40 == 0 ? 3 + 3 * drawn.NextDouble() : 0));
    }

    [Fact]
    public void LeaveOneSetOut_a_set_has_no_say_in_what_it_is_judged_with()
    {
        var leftOut = LeaveOneSetOut.Of(new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["one"] = Aucs(0.9, 0.1),
            ["two"] = Aucs(0.5, 0.6),
            ["three"] = Aucs(0.5, 0.6),
        });
        Assert.Equal(new("b", 0.1), leftOut["one"]);
        Assert.Equal(new("a", 0.5), leftOut["two"]);

        static Dictionary<string, double> Aucs(double a, double b) => new() { ["a"] = a, ["b"] = b };
    }

    [Fact]
    public void MeanOf_is_by_detector() =>
        Assert.Equal(new DetectorAucs(0.75, 0.5, 0.25), DetectorAucs.MeanOf([new(0.5, 0.25, 0.25), new(1, 0.75, 0.25)]));
}
