using System.Collections.Immutable;
using Triage.Models.Features.Sheets;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class DriftRowsTests
{
    [Fact]
    public void The_pair_that_the_score_is_about_is_the_row()
    {
        var (model, row) = Assert.Single(Rows(new() { Pairs = DriftSheets.Pairs(("a", 1), ("b", 2), ("c", 3)) }, [DriftSheets.Score(ScorerNames.Duplicate, 250_000, "b")], []));
        Assert.Equal(ScorerNames.Duplicate, model);
        Assert.All(row[..^1], value => Assert.Equal(2, value));
        Assert.Equal(0.25f, row[^1]);
    }

    [Fact]
    public void A_bill_that_is_like_no_other_has_a_score_and_no_feature()
    {
        var (_, row) = Assert.Single(Rows(new() { Pairs = DriftSheets.Pairs() }, [DriftSheets.Score(ScorerNames.Duplicate, 0)], []));
        Assert.All(row[..^1], value => Assert.Equal(ColumnReference.Missing, value));
        Assert.Equal(0, row[^1]);
    }

    [Fact]
    public void An_anomaly_nobody_labelled_for_is_in_nats()
    {
        var score = DriftSheets.Score(ScorerNames.Anomaly, 4_605) with { Unit = ScoreUnit.NatsThousandths };
        var (_, row) = Assert.Single(Rows(new() { Anomaly = DriftSheets.Anomaly(7) }, [score], []));
        Assert.Equal(4.605f, row[^1]);
        Assert.Equal(7, row[0]);
    }

    [Fact]
    public void Each_line_has_a_row_of_the_code_that_was_offered_first()
    {
        var rows = Rows(
            new() { Lines = [DriftSheets.Line(0, ("4000", 1), ("5000", 2)), DriftSheets.Line(1)] },
            [DriftSheets.Score(ScorerNames.Coding, 0)],
            [DriftSheets.Said(0, ("5000", 900_000), ("4000", 50_000)), DriftSheets.Said(1)]);
        Assert.Equal([ScorerNames.Coding, ScorerNames.Coding], rows.Select(row => row.Model));
        Assert.Equal([2f, 2f, 0.9f], [rows[0].Row[0], rows[0].Row[^2], rows[0].Row[^1]]);
        Assert.Equal([-1f, 0f, -1f], [rows[1].Row[0], rows[1].Row[^2], rows[1].Row[^1]]);
    }

    [Fact]
    public void What_was_asked_without_a_models_answer_has_no_row()
    {
        var asked = new FeatureSheet { Pairs = DriftSheets.Pairs(("a", 1)), Anomaly = DriftSheets.Anomaly(1), Lines = [DriftSheets.Line(0, ("4000", 1))] };
        Assert.Empty(Rows(asked, [DriftSheets.Score(ScorerNames.Duplicate, 60) with { ModelSha256 = [] }], [])); // a rule's points
    }

    [Fact]
    public void Columns_are_the_models_features_and_the_score_each_once()
    {
        Assert.Equal(5, DriftRows.Models.Distinct().Count());
        Assert.All(DriftRows.Models, model => Assert.Equal(DriftRows.ColumnsOf(model).Length, DriftRows.ColumnsOf(model).Distinct().Count()));
        Assert.All(DriftRows.Models, model => Assert.Equal(DriftRows.Score, DriftRows.ColumnsOf(model)[^1]));
    }

    private static List<(string Model, float[] Row)> Rows(FeatureSheet asked, ImmutableArray<Score> scores, ImmutableArray<LineSuggestion> lines)
    {
        var rows = new List<(string, float[])>();
        new DriftRows().Visit(asked, scores, lines, (model, row) => rows.Add((model, row.ToArray())));
        return rows;
    }
}
