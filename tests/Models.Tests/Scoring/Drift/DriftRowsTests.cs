using Triage.Models.Features.Coding;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class DriftRowsTests
{
    [Fact]
    public void Visit_takes_the_pair_that_the_score_is_about()
    {
        var (model, row) = Assert.Single(DriftSamples.Visit(DriftSamples.Pairs(("a", 1), ("b", 2), ("c", 3)), [DriftSamples.Duplicate("b", 250_000)], []));
        Assert.Equal(ScorerNames.Duplicate, model);
        Assert.Equal(DriftRows.ColumnsOf(model).Length, row.Length);
        Assert.All(row[..^1], value => Assert.Equal(2, value));
        Assert.Equal(0.25f, row[^1]);
    }

    [Fact]
    public void Visit_bill_that_is_like_none_misses_every_feature_of_a_pair_and_has_its_score()
    {
        var (_, row) = Assert.Single(DriftSamples.Visit(DriftSamples.Pairs(), [DriftSamples.Duplicate(null, 1_000)], []));
        Assert.All(row[..^1], value => Assert.Equal(ColumnReference.Missing, value));
        Assert.Equal(0.001f, row[^1]);
    }

    [Fact]
    public void Visit_line_takes_the_code_that_was_offered_first_and_how_many_were_candidates()
    {
        var asked = DriftSamples.Invoice(0) with { Anomaly = [], Lines = [DriftSamples.Line(2, CodeField.AccountCode, ("7001", 1), ("7002", 2), ("7003", 3))] };
        var (model, row) = Assert.Single(DriftSamples.Visit(asked, [], [DriftSamples.Said(2, CodeField.AccountCode, new("7003", 750_000), new("7001", 200_000))]));
        Assert.Equal(ScorerNames.Coding, model);
        Assert.All(row[..^2], value => Assert.Equal(3, value));
        Assert.Equal([3, 0.75f], row[^2..]);
        Assert.Equal([DriftRows.Offered, DriftRows.Score], DriftRows.ColumnsOf(model)[^2..]);
    }

    [Fact]
    public void Visit_line_without_candidates_misses_its_features_and_its_score_and_counts_none()
    {
        var asked = DriftSamples.Invoice(0) with { Anomaly = [], Lines = [DriftSamples.Line(0, CodeField.CostCentre)] };
        var (model, row) = Assert.Single(DriftSamples.Visit(asked, [], [DriftSamples.Said(0, CodeField.CostCentre)]));
        Assert.Equal(CodeField.CostCentre.Name(), model);
        Assert.All(row[..^2], value => Assert.Equal(ColumnReference.Missing, value));
        Assert.Equal([0, ColumnReference.Missing], row[^2..]);
    }

    [Fact]
    public void Visit_same_line_of_two_fields_keeps_them_apart_and_one_that_was_said_nothing_of_is_left_out()
    {
        var asked = DriftSamples.Invoice(0) with
        {
            Anomaly = [],
            Lines = [DriftSamples.Line(0, CodeField.AccountCode, ("a", 1)), DriftSamples.Line(0, CodeField.ServiceCode, ("s", 2)), DriftSamples.Line(1, CodeField.AccountCode, ("a", 3))],
        };
        var rows = DriftSamples.Visit(asked, [], [DriftSamples.Said(0, CodeField.ServiceCode, new SuggestedCode("s", 1)), DriftSamples.Said(0, CodeField.AccountCode, new SuggestedCode("a", 1))]);
        Assert.Equal([(ScorerNames.Coding, 1f), (CodeField.ServiceCode.Name(), 2f)], rows.Select(one => (one.Model, one.Row[0])));
    }

    [Fact]
    public void Visit_scores_of_rules_and_of_what_no_model_gave_are_none_of_a_models()
    {
        Score[] others = [new("priority", "v", 1, ScoreUnit.ProbabilityMillionths) { ModelSha256 = DriftSamples.Model }, DriftSamples.Anomaly(1) with { ModelSha256 = [] }];
        Assert.Empty(DriftSamples.Visit(DriftSamples.Invoice(1), [.. others], []));
        Assert.Empty(DriftSamples.Visit(DriftSamples.Pairs(("a", 1)), [.. others], []));
        Assert.Single(DriftSamples.Visit(DriftSamples.Invoice(1), [.. others, DriftSamples.Anomaly(1)], []));
    }

    [Fact]
    public void Visit_score_in_nats_is_in_nats()
    {
        var (_, row) = Assert.Single(DriftSamples.Visit(DriftSamples.Invoice(1), [DriftSamples.Anomaly(0) with { Value = 2_500, Unit = ScoreUnit.NatsThousandths }], []));
        Assert.Equal(2.5f, row[^1]);
    }
}
