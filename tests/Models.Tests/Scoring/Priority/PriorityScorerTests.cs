using System.Globalization;
using CsCheck;
using Triage.Models.Scoring.Priority;
using Triage.Models.Tests.Gating;
using static Triage.Models.Tests.Scoring.Priority.GenPriority;

namespace Triage.Models.Tests.Scoring.Priority;

public sealed class PriorityScorerTests
{
    private static readonly PriorityWeights Options = new();
    private static readonly PriorityScorer Scorer = new(Options);
    private static readonly long AgePoint = (long)Options.AgePoint.TotalMicroseconds;

    private static readonly PriorityQuestion Worked = new()
    {
        AmountMinor = 240_000,
        Currency = "GBP",
        DueLeftMicros = 60 * Hour,
        DiscountLeftMicros = 20 * Hour,
        DiscountBasisPoints = 200,
        SlaLeftMicros = 10 * Hour,
        Severity = 4,
        EffortMinutes = 12,
        EnteredAtMicros = Start,
        NowMicros = Start + 30 * Hour,
    };

    [Fact]
    public void Score_parts_add_up_and_all_but_age_stay_within_their_bounds() => Questions.Sample(
        question =>
        {
            var (score, parts) = (Scorer.Score(question), Scorer.Score(question).Parts);
            Assert.Equal(score.Points, parts.ValueAtRisk + parts.DueDate + parts.Discount + parts.Sla + parts.Severity + parts.Effort + parts.Age);
            Assert.InRange(parts.SumWithoutAge, 0, Options.PointsMax);
            Assert.All((int[])[parts.ValueAtRisk, parts.DueDate, parts.Discount, parts.Sla, parts.Severity], part => Assert.InRange(part, 0, Options.PointsMax));
            Assert.Equal((question.NowMicros - question.EnteredAtMicros) / AgePoint, parts.Age);
            Assert.Equal(new Models.Scoring.Score("priority", "priority-1", score.Points, Models.Scoring.ScoreUnit.Points), score.ToScore());
        },
        iter: 20_000);

    [Fact]
    public void Score_points_are_the_logarithm_of_cost_by_effort() => Questions.Sample(
        question =>
        {
            var effort = Math.Clamp(question.EffortMinutes, 1, Options.EffortMinutesMax);
            var index = PriorityCosts.Of(question, Options).Sum * 60.0 / effort;
            var exact = Math.Min(Options.PointsMax, Options.PointsPerDoubling * Math.Log2((index + Options.IndexAdded) / Options.IndexAdded));
            Assert.InRange(Scorer.Score(question).Parts.SumWithoutAge, exact - 1.01, exact + 0.01);
        },
        iter: 5_000);

    [Fact]
    public void Score_worked_example_is_that_of_the_page()
    {
        var parts = Scorer.Score(Worked).Parts;
        var row = string.Create(CultureInfo.InvariantCulture, $"| {parts.ValueAtRisk} | {parts.DueDate} | {parts.Discount} | {parts.Sla} | {parts.Severity} | {parts.Effort:+0;-0;0} | {parts.Age} | {parts.Sum} |");
        Assert.Contains(row, File.ReadAllText(Path.Combine(CatalogueTests.Root(), "docs", "priority.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_longer_wait_never_has_fewer_points_and_ranks_as_before() => Gen.Select(Questions, Gen.Long[0, 5_000 * Hour]).Sample(
        (question, longer) =>
        {
            var (now, later) = (Scorer.Score(question), Scorer.Score(question with { NowMicros = question.NowMicros + longer }));
            Assert.True(later.Points >= now.Points);
            Assert.Equal(now.RanksAsOfMicros, later.RanksAsOfMicros);
            Assert.True(Scorer.Score(question with { EnteredAtMicros = question.EnteredAtMicros - longer }).Points >= now.Points);
        },
        iter: 10_000);

    [Fact]
    public void Score_more_at_stake_nearer_deadlines_and_shorter_work_never_have_fewer_points() => Gen.Select(Questions, Gen.Long[1, 100 * Hour], Gen.Int[1, 400]).Sample(
        (question, nearer, shorter) =>
        {
            var points = Scorer.Score(question).Points;
            long Of(PriorityQuestion other) => Scorer.Score(other).Points;
            Assert.True(Of(question with { AmountMinor = question.AmountMinor is > -1_000 and < 1_000_000_000 ? Math.Abs(question.AmountMinor) + nearer % 1_000_000_000 : question.AmountMinor }) >= points);
            Assert.True(Of(question with { Severity = Math.Min(5, question.Severity + 1) }) >= points);
            Assert.True(Of(question with { EffortMinutes = question.EffortMinutes - shorter }) >= points);
            Assert.True(question.DueLeftMicros - nearer is not > 0 || Of(question with { DueLeftMicros = question.DueLeftMicros - nearer }) >= points);
            Assert.True(question.DiscountLeftMicros - nearer is not > 0 || Of(question with { DiscountLeftMicros = question.DiscountLeftMicros - nearer }) >= points);
            Assert.True(question.SlaLeftMicros - nearer <= 0 || Of(question with { SlaLeftMicros = question.SlaLeftMicros - nearer }) >= points);
        },
        iter: 10_000);

    [Fact]
    public void RanksAsOfMicros_orders_as_points_do_at_every_instant() => Gen.Select(Questions, Questions, Gen.Long[0, 5_000 * Hour]).Sample(
        (one, other, later) =>
        {
            var now = Math.Max(one.NowMicros, other.NowMicros) + later;
            var (first, second) = (Scorer.Score(one with { NowMicros = now }), Scorer.Score(other with { NowMicros = now }));
            Assert.True(first.RanksAsOfMicros > second.RanksAsOfMicros ? first.Points <= second.Points : first.Points >= second.Points);
            Assert.Equal(first.Points, Math.DivRem(now - first.RanksAsOfMicros, AgePoint).Quotient);
        },
        iter: 20_000);

    /// <summary>Starvation is impossible: whatever the two are worth, what came so much later stays behind.</summary>
    [Fact]
    public void RanksAsOfMicros_nothing_is_overtaken_after_the_time_in_which_it_can_be() => Gen.Select(Questions, Questions, Gen.Long[1, 100 * Hour]).Sample(
        (early, late, more) =>
        {
            var entered = early.EnteredAtMicros + (long)Options.OvertakenWithin.TotalMicroseconds + more;
            var behind = late with { EnteredAtMicros = entered, NowMicros = entered };
            Assert.True(Place(early, "b") < Place(behind, "a"));
        },
        iter: 20_000);

    [Fact]
    public void Score_lost_discount_no_longer_counts_and_lateness_goes_on()
    {
        Assert.True(Scorer.Score(Worked).Parts.Discount > 0);
        Assert.Equal(0, Scorer.Score(Worked with { DiscountLeftMicros = 0 }).Parts.Discount);
        Assert.True(Scorer.Score(Worked with { DueLeftMicros = -1 }).Parts.DueDate > 0);
        Assert.True(Scorer.Score(Worked with { SlaLeftMicros = -1 }).Parts.Sla > 0);
    }

    [Fact]
    public void ReferenceMinor_counts_by_exponent_and_rate()
    {
        var options = Options with { RatesMillionths = Options.RatesMillionths.Add("JPY", 5_000) };
        Assert.Equal(12_345, options.ReferenceMinor(-12_345, "GBP"));
        Assert.Equal(86_000, options.ReferenceMinor(100_000, "EUR"));
        Assert.Equal(50_000, options.ReferenceMinor(100_000, "JPY"));
        Assert.Equal(options.UnratedMinor, options.ReferenceMinor(1, "CHF"));
        Assert.Equal(PriorityCosts.AmountMax, options.ReferenceMinor(long.MinValue, "GBP"));
    }

    [Fact]
    public void Faults_are_all_told_at_once()
    {
        var wrong = Options with { AgePoint = TimeSpan.Zero, StepHours = [4, 4], Severities = [], PointsMax = 0, LateCharges = [new(5, 1), new(0, 1)] };
        Assert.Equal(5, wrong.Faults().Length);
        Assert.All(wrong.Faults(), fault => Assert.Contains(fault, Assert.Throws<ArgumentException>(() => new PriorityScorer(wrong)).Message, StringComparison.Ordinal));
        Assert.Empty(Options.Faults());
    }

    private static PriorityPlace Place(PriorityQuestion question, string id) => new(Scorer.Score(question).RanksAsOfMicros, question.EnteredAtMicros, id);
}
