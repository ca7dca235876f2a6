using System.Collections.Immutable;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class RetrainingAdviceTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Two_complete_weeks_of_a_score_that_moved_are_a_reason()
    {
        var advice = Assert.Single(RetrainingAdvice.Of([Week(0, score: 0.3), Week(1, score: 0.4), Week(2, score: 0)]));
        Assert.Equal(new(ScorerNames.Anomaly, IsScore: true, Features: 0), advice);
    }

    [Fact]
    public void Many_features_are_a_reason_too_and_one_is_none()
    {
        Assert.Equal(new(ScorerNames.Anomaly, IsScore: false, Features: 2), Assert.Single(RetrainingAdvice.Of([Week(0, features: 2), Week(1, features: 3)])));
        Assert.Empty(RetrainingAdvice.Of([Week(0, features: 1), Week(1, features: 1)]));
    }

    [Fact]
    public void One_week_is_none_nor_one_that_is_not_over_nor_one_long_ago()
    {
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.5)]));
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.5) with { IsComplete = false }, Week(1, score: 0.5)]));
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.01), Week(1, score: 0.5), Week(2, score: 0.5)]));
    }

    [Fact]
    public void Weeks_of_few_invoices_are_passed_over()
    {
        Assert.Single(RetrainingAdvice.Of([Week(0, score: 0.5), Week(1, score: 0, invoices: RetrainingAdvice.InvoicesMin - 1), Week(2, score: 0.5)]));
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.5), Week(1, score: 0, invoices: RetrainingAdvice.InvoicesMin), Week(2, score: 0.5)]));
    }

    private static WeekDrift Week(int ago, double score = 0, int features = 0, long invoices = 1_000)
    {
        var columns = ImmutableArray.CreateRange(Enumerable.Range(0, 20).Select(n => Column(n < features ? 0.3 : 0.01)));
        return new(Monday.AddDays(-7 * ago), true, invoices, invoices, [new(ScorerNames.Anomaly, 1_000, invoices, columns.Add(Column(score)))]);
    }

    private static ColumnDrift Column(double index) => new(new("x", [], []), [], index, 0.02);
}
