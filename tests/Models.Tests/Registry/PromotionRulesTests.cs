using System.Collections.Immutable;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;

namespace Triage.Models.Tests.Registry;

public sealed class PromotionRulesTests
{
    private static readonly PromotionLimits Limits = new(0.02, 500, TimeSpan.FromHours(1));

    private static readonly PromotionCase Good = new()
    {
        Version = "v2",
        Actor = "approver",
        TrainedBy = "trainer",
        RegisteredBy = "bringer",
        Segments = [Figure("north", 400, 0.9), Figure("south", 199, 0.1)],
        InForce = "v1",
        SegmentsInForce = [Figure("north", 300, 0.91), Figure("south", 5000, 0.95), Figure("2026-01", 900, 0.99, by: "month")],
        IsFirst = false,
        ShadowRuns = [Run(500, TimeSpan.FromHours(1))],
    };

    [Fact]
    public void Check_good_one_passes() => Assert.Empty(PromotionRules.Check(Good, Limits));

    [Theory]
    [InlineData("trainer")]
    [InlineData("TRAINER")]
    [InlineData("bringer")]
    [InlineData("Bringer")]
    public void Check_who_trained_or_registered_is_refused(string actor) => Assert.Equal(RegistryRefusals.FourEyes, Only(Good with { Actor = actor }).Type);

    [Fact]
    public void Check_broken_package_is_refused_with_file_and_reason() =>
        Assert.Equal(new RegistryRefusal(RegistryRefusals.Package, "coding.model", "coding.model says 1, not 2."), Only(Good with { Broken = ("coding.model", "coding.model says 1, not 2.") }));

    [Theory]
    [InlineData(0.8900001, true)]
    [InlineData(0.8899, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(double.NaN, false)]
    public void Check_large_segment_holds_within_the_tolerance(double value, bool holds)
    {
        var refusals = PromotionRules.Check(Good with { Segments = [Figure("north", 200, value)] }, Limits);
        Assert.Equal(holds ? [] : ["coding by facility: north"], refusals.Select(refusal => refusal.Subject));
        Assert.All(refusals, refusal => Assert.Equal(RegistryRefusals.Segment, refusal.Type));
    }

    [Fact]
    public void Check_model_without_one_comparable_large_segment_is_refused()
    {
        Assert.Contains("train it with its evaluation", Only(Good with { Segments = [] }).Description, StringComparison.Ordinal);
        Assert.Contains("train it with its evaluation", Only(Good with { Segments = [Figure("north", 199, 0.95)] }).Description, StringComparison.Ordinal);
        Assert.Contains("train it with its evaluation", Only(Good with { Segments = [Figure("east", 1000, 0.95)] }).Description, StringComparison.Ordinal);
        Assert.Empty(PromotionRules.Check(Good with { SegmentsInForce = [] }, Limits));
    }

    [Fact]
    public void Check_figure_said_twice_counts_as_the_worse_one() =>
        Assert.Equal(RegistryRefusals.Segment, Only(Good with { Segments = [Figure("north", 400, 0.95), Figure("north", 400, 0.2), Figure("north", 400, 0.95)] }).Type);

    [Theory]
    [InlineData(500, 60, "v1", "v2", true)]
    [InlineData(499, 600, "v1", "v2", false)]
    [InlineData(100_000, 59, "v1", "v2", false)]
    [InlineData(500, 60, "v0", "v2", false)]
    [InlineData(500, 60, "v1", "v3", false)]
    public void Check_shadow_run_is_long_enough_and_against_the_version_in_force(int invoices, int minutes, string against, string version, bool passes)
    {
        var run = Run(invoices, TimeSpan.FromMinutes(minutes)) with { Against = against, Version = version };
        Assert.Equal(passes ? [] : [RegistryRefusals.Shadow], PromotionRules.Check(Good with { ShadowRuns = [run] }, Limits).Select(refusal => refusal.Type));
    }

    [Fact]
    public void Check_two_short_runs_do_not_make_a_long_one_and_the_longest_is_told()
    {
        var refusal = Only(Good with { ShadowRuns = [Run(499, TimeSpan.FromHours(2)), Run(12, TimeSpan.FromHours(9))] });
        Assert.Contains("the longest compared 499 over 0.02:00:00", refusal.Description, StringComparison.Ordinal);
        Assert.Contains("there is none", Only(Good with { ShadowRuns = [] }).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_first_of_a_tenant_needs_neither_shadow_nor_comparison_but_other_eyes_and_a_sound_package()
    {
        var first = Good with { InForce = null, SegmentsInForce = [], IsFirst = true, ShadowRuns = [], Segments = [] };
        Assert.Empty(PromotionRules.Check(first, Limits));
        Assert.Equal([RegistryRefusals.FourEyes, RegistryRefusals.Package], PromotionRules.Check(first with { Actor = "trainer", Broken = ("a", "b") }, Limits).Select(refusal => refusal.Type));
    }

    [Fact]
    public void Check_says_everything_at_once()
    {
        var bad = Good with { Actor = "trainer", Broken = ("golden.cases", "x"), Segments = [Figure("north", 400, 0.1), Figure("south", 400, 0.2)], ShadowRuns = [] };
        Assert.Equal(
            [RegistryRefusals.FourEyes, RegistryRefusals.Package, RegistryRefusals.Segment, RegistryRefusals.Segment, RegistryRefusals.Shadow],
            PromotionRules.Check(bad, Limits).Select(refusal => refusal.Type));
    }

    /// <summary>Held against a plain reading of the rule: every part large in both must be no more than the tolerance below.</summary>
    [Fact]
    public void Random_segments_are_judged_as_the_rule_reads()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            ImmutableArray<ModelSegment> Draw() => [.. Enumerable.Range(0, 6).Where(_ => random.Next(4) > 0).Select(n => Figure($"f{n}", random.Next(100, 400), Math.Round(0.85 + (random.NextDouble() / 20), 3)))];
            var (now, before) = (Draw(), Draw());
            var expected = before.Where(old => old.Count >= 200 && now.Any(fresh => fresh.Segment == old.Segment && fresh.Count >= 200 && fresh.Value < old.Value - 0.02)).Select(old => $"coding by facility: {old.Segment}").ToList();
            if (before.Any(old => old.Count >= 200) && !before.Any(old => old.Count >= 200 && now.Any(fresh => fresh.Segment == old.Segment && fresh.Count >= 200)))
            {
                expected.Add("coding by facility");
            }

            Assert.Equal(expected, PromotionRules.Check(Good with { Segments = now, SegmentsInForce = before }, Limits).Select(refusal => refusal.Subject));
        }
    }

    private static RegistryRefusal Only(PromotionCase candidate) => Assert.Single(PromotionRules.Check(candidate, Limits));

    private static ModelSegment Figure(string segment, int count, double value, string by = "facility") => new("coding", by, segment, count, "top1", value);

    private static ShadowRun Run(long invoices, TimeSpan lasted) => new("local", 3, "v2", "v1", 0, null, (long)lasted.TotalMicroseconds, 0, new(invoices, invoices, invoices, 0));
}
