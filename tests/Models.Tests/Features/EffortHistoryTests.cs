using CsCheck;
using Triage.Models.Features.Effort;

namespace Triage.Models.Tests.Features;

public sealed class EffortHistoryTests
{
    private static readonly EffortQuestion Question = new(Codes: 2, LeadingCode: 1, Queue: 1, Lines: 3, ReferenceMinor: 50_000, DefaultMinutes: 12);

    [Fact]
    public void MinutesOf_before_any_outcome_is_what_the_catalogue_says() => Assert.Equal(12, new EffortHistory(new()).MinutesOf(Question));

    [Fact]
    public void MinutesOf_many_outcomes_outweigh_the_catalogue_and_a_few_move_it_a_little()
    {
        var history = new EffortHistory(new());
        history.Add(Question, 30);
        Assert.InRange(history.MinutesOf(Question), 13, 25);
        for (var i = 0; i < 60; i++)
        {
            history.Add(Question, 30);
        }

        Assert.Equal(30, history.MinutesOf(Question));
    }

    [Fact]
    public void MinutesOf_screens_left_open_overnight_move_nothing()
    {
        var history = new EffortHistory(new());
        for (var i = 0; i < 60; i++)
        {
            history.Add(Question, i % 4 == 0 ? 100_000 : 12);
        }

        Assert.Equal(12, history.MinutesOf(Question));
    }

    [Fact]
    public void MinutesOf_work_never_seen_takes_after_its_queue()
    {
        var history = new EffortHistory(new());
        for (var i = 0; i < 60; i++)
        {
            history.Add(Question, 24);
            history.Add(Question with { Codes = 8, LeadingCode = 3, Queue = 2, DefaultMinutes = 20 }, 20);
        }

        Assert.InRange(history.MinutesOf(Question with { Codes = 16, LeadingCode = 4, DefaultMinutes = 10 }), 18, 20);
        Assert.InRange(history.MinutesOf(Question with { Codes = 32, LeadingCode = 5, Queue = 2, DefaultMinutes = 10 }), 10, 11);
    }

    [Fact]
    public void MinutesOf_any_outcomes_stay_between_one_and_the_most() => Gen.Select(Gen.Int.Array[0, 40], Gen.Int[-5, 2_000], Gen.Int[-1, 10_000]).Sample(
        (outcomes, defaultMinutes, lines) =>
        {
            var question = Question with { DefaultMinutes = defaultMinutes, Lines = lines };
            var history = new EffortHistory(new());
            foreach (var minutes in outcomes)
            {
                history.Add(question, minutes);
            }

            Assert.InRange(history.MinutesOf(question), 1, new EffortPrior().MinutesMax);
        },
        iter: 2_000);

    [Fact]
    public void Add_beyond_the_most_keys_the_coarse_ones_still_learn()
    {
        var history = new EffortHistory(new() { KeysMax = 3 });
        for (var i = 0; i < 100; i++)
        {
            history.Add(Question with { Codes = 1L << (i % 40) }, 36);
        }

        Assert.InRange(history.MinutesOf(Question), 34, 36);
    }
}
