using System.Collections.Immutable;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class RetrainingAdviceTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly ColumnReference Column = ColumnReference.Of("x", [1, 2]);

    [Fact]
    public void Of_two_weeks_whose_score_moved_advises_and_says_why()
    {
        var advice = Assert.Single(RetrainingAdvice.Of([Week(0, score: 0.3), Week(1, score: 0.3, large: 1)]));
        Assert.Equal(new(ScorerNames.Anomaly, 1), advice);
    }

    [Fact]
    public void Of_two_weeks_in_which_every_feature_and_no_score_moved_advises_nothing() => Assert.Empty(RetrainingAdvice.Of([Week(0, large: 20), Week(1, large: 20)]));

    [Fact]
    public void Of_one_week_or_of_every_other_advises_nothing()
    {
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.3)]));
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.3), Week(1), Week(2, score: 0.3)]));
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.3), Week(1, score: 0.3), Week(2)]));
    }

    [Fact]
    public void Of_moderate_drift_advises_nothing() => Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.2), Week(1, score: 0.2)]));

    [Fact]
    public void Of_chance_advises_nothing() => Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.3, chance: 0.3), Week(1, score: 0.3, chance: 0.3)]));

    [Fact]
    public void Of_running_week_is_ignored_whatever_it_says()
    {
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.3), Week(1, score: 0.3) with { IsComplete = false }]));
        Assert.Single(RetrainingAdvice.Of([Week(0, score: 0.3), Week(1, score: 0.3), Week(2) with { IsComplete = false }]));
    }

    [Fact]
    public void Of_week_of_few_invoices_is_passed_over()
    {
        var few = Week(1, invoices: RetrainingAdvice.InvoicesMin - 1);
        Assert.Single(RetrainingAdvice.Of([Week(0, score: 0.3), few, Week(2, score: 0.3)]));
        Assert.Empty(RetrainingAdvice.Of([Week(0, score: 0.3), few with { Models = [few.Models[0] with { Columns = Columns(0.3, 0, 0) }] }]));
    }

    [Fact]
    public void Of_weeks_in_any_order_gives_the_same() => Assert.Empty(RetrainingAdvice.Of([Week(2), Week(0, score: 0.3), Week(1, score: 0.3)]));

    [Fact]
    public void Of_models_judges_each_for_itself()
    {
        WeekDrift[] weeks = [Week(0, score: 0.3), Week(1, score: 0.3)];
        var both = weeks.Select(week => week with { Models = [.. week.Models, week.Models[0] with { Model = ScorerNames.Coding, Columns = Columns(0, 0, 0) }] });
        Assert.Equal([ScorerNames.Anomaly], RetrainingAdvice.Of(both).Select(advice => advice.Model));
    }

    private static WeekDrift Week(int number, double score = 0, int large = 0, double chance = 0, long invoices = 500) =>
        new(Monday.AddDays(7 * number), true, invoices, invoices, [new(ScorerNames.Anomaly, 5_000, invoices, Columns(score, large, chance))]);

    private static ImmutableArray<ColumnDrift> Columns(double score, int large, double chance) =>
        [.. Enumerable.Range(0, 20).Select(feature => new ColumnDrift(Column, Column.Counts, feature < large ? 0.5 : 0.01, 0)), new(Column, Column.Counts, score, chance)];
}
