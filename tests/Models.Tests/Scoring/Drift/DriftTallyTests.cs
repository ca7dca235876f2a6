using Triage.Models.Features.Coding;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class DriftTallyTests
{
    private const int Values = 1_000;

    [Fact]
    public void Measure_of_the_same_bills_finds_no_drift()
    {
        var drift = Measure(value => value, value => value);
        Assert.Equal((ScorerNames.Anomaly, Values, Values), (drift.Model, drift.InvoicesThen, drift.Invoices));
        Assert.All(drift.Columns, column => Assert.Equal((0, DriftLevel.Stable), (column.Index, column.Level)));
    }

    [Fact]
    public void Measure_finds_the_score_that_moved_and_leaves_the_features_alone()
    {
        var drift = Measure(value => value, value => value / 2);
        Assert.Equal(DriftLevel.Large, drift.Score.Level);
        Assert.Equal((0, 0), (drift.Count(DriftLevel.Moderate), drift.Count(DriftLevel.Large)));
    }

    [Fact]
    public void Measure_finds_features_that_moved_and_counts_rows_where_they_fall()
    {
        var drift = Measure(value => value + Values, value => value);
        Assert.Equal(DriftLevel.Stable, drift.Score.Level);
        Assert.Equal(drift.Features.Length, drift.Count(DriftLevel.Large));
        Assert.Equal(Values, drift.Features[0].Counts[^2]);
    }

    [Fact]
    public void Measure_of_few_bills_says_no_more_than_chance_would()
    {
        var tally = new DriftTally(DriftSamples.Reference(Values));
        for (var invoice = 0; invoice < 8; invoice++)
        {
            tally.Add(DriftSamples.Invoice(100), [DriftSamples.Anomaly(100_000)], []);
        }

        var drift = Assert.Single(tally.Measure());
        Assert.True(drift.Score.Index >= ColumnDrift.LargeFrom);
        Assert.All(drift.Columns, column => Assert.Equal(DriftLevel.Stable, column.Level));
    }

    [Fact]
    public void Measure_against_a_reference_of_an_earlier_program_takes_its_columns_by_name()
    {
        var names = DriftRows.AllColumnsOf(ScorerNames.Duplicate)[1];
        var reference = DriftReferenceCodec.Decode(DriftReferenceCodec.Encode(new(
            new DateOnly(2026, 1, 1),
            new DateOnly(2026, 1, 30),
            [new(ScorerNames.Duplicate, Values, [.. names.Select(name => ColumnReference.Of(name, Enumerable.Range(0, Values).Select(value => name == DriftRows.Score ? (float)value / Values : value)))])])));
        var tally = new DriftTally(reference);
        for (var value = 0; value < Values; value++)
        {
            tally.Add(DriftSamples.Pairs(("a", value)), [DriftSamples.Duplicate("a", value * 1_000)], []);
        }

        var drift = Assert.Single(tally.Measure());
        Assert.Equal(names.Length, drift.Columns.Length);
        Assert.All(drift.Columns, column => Assert.Equal((0, DriftLevel.Stable), (column.Index, column.Level)));
    }

    [Fact]
    public void Measure_leaves_out_models_that_were_asked_nothing_or_have_no_reference()
    {
        var tally = new DriftTally(DriftSamples.Reference(Values));
        tally.Add(DriftSamples.Pairs(("a", 1)), [DriftSamples.Duplicate("a", 1)], []);
        Assert.Empty(tally.Measure());
    }

    [Fact]
    public void Measure_counts_an_invoice_once_whatever_its_lines()
    {
        var names = DriftRows.ColumnsOf(ScorerNames.Coding);
        var tally = new DriftTally(new(default, default, [new(ScorerNames.Coding, 10, [.. names.Select(name => ColumnReference.Of(name, [1, 2]))])]));
        for (var invoice = 0; invoice < 3; invoice++)
        {
            var asked = DriftSamples.Invoice(0) with { Anomaly = [], Lines = [.. Enumerable.Range(0, 4).Select(line => DriftSamples.Line(line, CodeField.AccountCode, ("a", 1)))] };
            tally.Add(asked, [], [.. Enumerable.Range(0, 4).Select(line => DriftSamples.Said(line, CodeField.AccountCode, new Triage.Models.Scoring.SuggestedCode("a", 1)))]);
        }

        var drift = Assert.Single(tally.Measure());
        Assert.Equal((3, 12), (drift.Invoices, drift.Features[0].Counts.Sum()));
    }

    private static ModelDrift Measure(Func<int, int> feature, Func<int, int> score)
    {
        var tally = new DriftTally(DriftSamples.Reference(Values));
        for (var value = 0; value < Values; value++)
        {
            tally.Add(DriftSamples.Invoice(feature(value)), [DriftSamples.Anomaly(score(value) * (1_000_000 / Values))], []);
        }

        return Assert.Single(tally.Measure());
    }
}
