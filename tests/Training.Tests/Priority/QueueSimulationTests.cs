using Triage.Models.Clock;
using Triage.Models.Features.Effort;
using Triage.Models.Scoring.Priority;
using Triage.Training.Priority;

namespace Triage.Training.Tests.Priority;

public sealed class QueueSimulationTests
{
    private static readonly PriorityWeights Options = new();
    private static readonly string[] Policies = [PriorityEvaluation.Ours, .. PriorityEvaluation.Rivals, .. PriorityEvaluation.Variants];

    // Waits are kept as short as a weekend, so that the bound is near what happens.
    private static readonly PriorityWeights Impatient = Options with { AgePoint = TimeSpan.FromMinutes(4) };

    [Fact]
    public void Run_each_item_is_taken_once_in_open_hours_and_worked_on_to_its_end() => Assert.All(Enumerable.Range(1, 6), seed =>
    {
        var draw = QueueDraw.Of(TestScenarios.Changed(seed), seed);
        Assert.All(Policies, policy =>
        {
            var answers = Run(policy, draw, Options);
            Assert.All(draw.Items, item =>
            {
                var answer = answers[item.Index];
                Assert.True(answer.TakenMicros >= item.EnteredMicros);
                Assert.Equal(item.EffortMicros, Open(draw, answer.TakenMicros, answer.AnsweredMicros));
                Assert.Equal(1, Open(draw, answer.TakenMicros, answer.TakenMicros + 1));
            });
            Assert.All(draw.Items, item => Assert.InRange(answers.Count(other => other.TakenMicros <= answers[item.Index].TakenMicros && other.AnsweredMicros > answers[item.Index].TakenMicros), 1, draw.Scenario.Reviewers));
        });
    });

    /// <summary>Whatever the order, the same work is open at the same time while all are busy: with one person the sum of work is conserved.</summary>
    [Fact]
    public void Run_one_person_is_done_at_the_same_instant_in_every_order()
    {
        var draw = QueueDraw.Of(TestScenarios.Parsed with { Reviewers = 1 }, 3);
        Assert.Single(Policies.Select(policy => Run(policy, draw, Options).Max(answer => answer.AnsweredMicros)).Distinct());
    }

    [Fact]
    public void Run_fifo_takes_what_came_first()
    {
        var draw = QueueDraw.Of(TestScenarios.Parsed, 4);
        var taken = Run("fifo", draw, Options).Select(answer => answer.TakenMicros).ToArray();
        Assert.Equal(taken.Order(), taken);
    }

    [Fact]
    public void Run_the_same_seed_gives_the_same_answers_and_another_seed_others()
    {
        var scenario = TestScenarios.Parsed;
        var (one, again, other) = (QueueDraw.Of(scenario, 5), QueueDraw.Of(scenario, 5), QueueDraw.Of(scenario, 6));
        Assert.Equal(Run(PriorityEvaluation.Ours, one, Options), Run(PriorityEvaluation.Ours, again, Options));
        Assert.NotEqual(one.Items.Length * 1_000L + one.Items[0].EffortMinutes, other.Items.Length * 1_000L + other.Items[0].EffortMinutes);
    }

    [Fact]
    public void WaitBound_no_item_of_ours_waits_longer_whatever_the_load() => Assert.All(Enumerable.Range(1, 25), seed =>
    {
        var draw = QueueDraw.Of(TestScenarios.Changed(seed), seed);
        Assert.All((PriorityWeights[])[Options, Impatient], options => Assert.Equal(0, Beyond(draw, PriorityEvaluation.Ours, options)));
    });

    /// <summary>Else the bound would say nothing.</summary>
    [Fact]
    public void WaitBound_an_order_that_starves_goes_beyond_it()
    {
        var draw = QueueDraw.Of(TestScenarios.Parsed with { Reviewers = 1 }, 1);
        Assert.True(draw.Load > 1.2);
        Assert.True(Beyond(draw, "value", Impatient) > 10);
    }

    [Fact]
    public void DelayCost_of_one_item_is_what_the_page_says()
    {
        var draw = QueueDraw.Of(TestScenarios.Parsed, 1);
        var cost = new DelayCost(draw);
        var item = draw.Items.First(item => item.SlaHours == 8) with { EnteredMicros = Micros("2026-03-02T09:00Z") };
        item = item with { Invoice = item.Invoice with { TotalMinor = 100_000, DueDate = new(2026, 3, 6), Discount = new(200, new(2026, 3, 6)) } };

        // Answered within the service level and two days before the dates: money was held for a tenth of a day at 3.65 % a year.
        Assert.Equal(0.01m, decimal.Round(cost.Of(item, Micros("2026-03-02T11:24Z")), 6));
        Assert.False(cost.MissesSla(item, Micros("2026-03-02T11:24Z")));

        // Friday at ten, paid on Sunday: two days late at 12 % with the charge, the discount gone, seventeen open hours beyond eight (a day was closed), four days held.
        var late = 1_000m * 0.12m * 2 / 365 + 70 + 20;
        Assert.Equal(decimal.Round(late + 30 + 4 * 17 + 0.1m * (4 + 1 / 24m), 6), decimal.Round(cost.Of(item, Micros("2026-03-06T10:00Z")), 6));
        Assert.True(cost.MissesSla(item, Micros("2026-03-06T10:00Z")));
    }

    [Fact]
    public void EffortFit_believes_outcomes_that_agree_sooner_than_outcomes_that_do_not()
    {
        var question = new EffortQuestion(2, 1, 1, 1, 100, 10);
        var agreeing = EffortFit.Of([.. Enumerable.Range(0, 200).Select(_ => (question, 25))]);
        Assert.Equal(1, agreeing.PriorOutcomes);
        var drawn = new Random(1);
        var scattered = EffortFit.Of([.. Enumerable.Range(0, 400).Select(i => (question with { Codes = 1L << (i % 50), Lines = i }, (int)(10 * Math.Exp(1.5 * (drawn.NextDouble() + drawn.NextDouble() - 1)))))]);
        Assert.True(scattered.PriorOutcomes > 1);
    }

    [Fact]
    public void Of_figures_cover_every_order_and_seed()
    {
        var steps = 0;
        var figures = PriorityEvaluation.Of(TestScenarios.Parsed, 1, 3, Options, () => steps++, TestContext.Current.CancellationToken);
        Assert.Equal(PriorityEvaluation.StepsOf(3), steps);
        Assert.Equal(Policies.Order(StringComparer.Ordinal), figures.Policies.Keys.Order(StringComparer.Ordinal));
        Assert.All(figures.Policies.Values, policy =>
        {
            Assert.Equal(3, policy.CostOfDelay.Count);
            Assert.Equal(policy.MeanCost, policy.CostOfDelay.Average(), 9);
            Assert.True(policy.MedianWait <= policy.Wait95 && policy.Wait95 <= policy.LongestWait);
        });
        Assert.Equal(figures.Policies[PriorityEvaluation.Ours].LongestWait, figures.Bound.LongestWait, 6);
        Assert.Equal(0, figures.Bound.Beyond);
        Assert.True(figures.LearnedEffortError < figures.CatalogueEffortError);
    }

    private static int Beyond(QueueDraw draw, string policy, PriorityWeights options)
    {
        var answers = Run(policy, draw, options);
        var bounds = WaitBound.Of(draw, answers, options.OvertakenWithin);
        return draw.Items.Count(item => WaitBound.WaitOf(draw, item, answers[item.Index]) > bounds[item.Index]);
    }

    private static QueueAnswer[] Run(string policy, QueueDraw draw, PriorityWeights options) => QueueSimulation.Run(draw, PriorityEvaluation.PolicyOf(policy, draw, options, new()));

    private static long Open(QueueDraw draw, long from, long until) => (long)draw.Open.Between(StoreTime.FromMicros(from), StoreTime.FromMicros(until)).TotalMicroseconds;

    private static long Micros(string at) => StoreTime.ToMicros(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
}
