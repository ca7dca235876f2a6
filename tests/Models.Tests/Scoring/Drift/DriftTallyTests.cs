using Triage.Models.Features.Sheets;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class DriftTallyTests
{
    [Fact]
    public void Invoices_like_those_of_training_are_stable_in_every_column()
    {
        var drift = Assert.Single(Tally(invoices: 500, n => n % 500 / 500f).Measure());
        Assert.Equal((ScorerNames.Anomaly, 1000, 500), (drift.Model, drift.InvoicesThen, drift.Invoices));
        Assert.All(drift.Columns, column => Assert.Equal(DriftLevel.Stable, column.Level));
        Assert.Equal(drift.Columns.Length - 1, drift.Count(DriftLevel.Stable));
    }

    [Fact]
    public void Invoices_of_another_kind_are_far_in_features_and_near_in_a_score_that_stayed()
    {
        var drift = Assert.Single(Tally(invoices: 500, n => 0.9f + n % 50 / 500f, score: n => n % 500 * 2_000).Measure());
        Assert.Equal(drift.Columns.Length - 1, drift.Count(DriftLevel.Large));
        Assert.Equal(DriftLevel.Stable, drift.Score.Level);
    }

    [Fact]
    public void A_few_invoices_say_nothing()
    {
        var drift = Assert.Single(Tally(invoices: 3, _ => 0.95f).Measure());
        Assert.True(drift.Score.Index > ColumnDrift.LargeFrom);
        Assert.Equal(DriftLevel.Stable, drift.Score.Level);
    }

    [Fact]
    public void Models_that_were_asked_nothing_or_have_no_reference_are_left_out()
    {
        var tally = new DriftTally(DriftSheets.Reference(100));
        tally.Add(new() { Pairs = DriftSheets.Pairs(("a", 1)) }, [DriftSheets.Score(ScorerNames.Duplicate, 1, "a")], []);
        Assert.Empty(tally.Measure());
    }

    [Fact]
    public void Lines_of_one_invoice_count_as_one()
    {
        var reference = DriftSheets.Reference(100) with
        {
            Models = [new(ScorerNames.Coding, 100, [.. DriftRows.ColumnsOf(ScorerNames.Coding).Select(name => ColumnReference.Of(name, [0, 1, 2]))])],
        };
        var tally = new DriftTally(reference);
        for (var invoice = 0; invoice < 2; invoice++)
        {
            tally.Add(new() { Lines = [DriftSheets.Line(0, ("4000", 1)), DriftSheets.Line(1, ("4000", 1))] }, [], [DriftSheets.Said(0, ("4000", 500_000)), DriftSheets.Said(1, ("4000", 500_000))]);
        }

        var drift = Assert.Single(tally.Measure());
        Assert.Equal(2, drift.Invoices);
        Assert.Equal(4, drift.Score.Counts.Sum());
    }

    private static DriftTally Tally(int invoices, Func<int, float> value, Func<int, long>? score = null)
    {
        var tally = new DriftTally(DriftSheets.Reference(1000));
        for (var n = 0; n < invoices; n++)
        {
            tally.Add(new FeatureSheet { Anomaly = DriftSheets.Anomaly(value(n)) }, [DriftSheets.Score(ScorerNames.Anomaly, score?.Invoke(n) ?? (long)(value(n) * 1_000_000))], []);
        }

        return tally;
    }
}
