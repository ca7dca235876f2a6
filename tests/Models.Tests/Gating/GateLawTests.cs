using CsCheck;
using Triage.Models.Gating;
using Triage.Models.Gating.Checks;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Policy;
using Check = Triage.Models.Gating.Check;

namespace Triage.Models.Tests.Gating;

/// <summary>What holds of every verdict, whatever the invoice and the policy.</summary>
public sealed class GateLawTests
{
    [Fact]
    public void Decide_any_input_clears_only_without_reasons_and_under_a_named_rule() => GateGen.Any.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        if (verdict.Kind == VerdictKind.Clear || verdict.WouldBe == VerdictKind.Clear)
        {
            Assert.Empty(verdict.Reasons);
            Assert.Contains(input.Policy.Clear, rule => rule.Name == verdict.ClearedByRule);
        }
        else
        {
            Assert.NotEmpty(verdict.Reasons);
            Assert.Null(verdict.ClearedByRule);
        }
    });

    [Fact]
    public void Decide_any_input_clears_nothing_that_a_person_always_decides() => GateGen.Any.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        if (verdict.Reasons.Any(reason => AlwaysHuman.Covers(reason.Code, input.Policy)))
        {
            Assert.Equal(VerdictKind.Review, verdict.Kind);
        }
    });

    [Fact]
    public void Decide_credit_note_is_always_reviewed() => GateGen.Any.Holds(input =>
    {
        var verdict = Gate.Decide(input.With(invoice => invoice with { Kind = InvoiceKind.CreditNote }));
        Assert.Equal(VerdictKind.Review, verdict.Kind);
        Assert.Contains(ExceptionCode.CreditNote, verdict.Codes());
    });

    [Fact]
    public void Decide_shadow_mode_never_clears_and_says_what_active_mode_would() => GateGen.Shadow.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        var active = Gate.Decide(input with { Policy = input.Policy with { Mode = PolicyMode.Active } });
        Assert.NotEqual(VerdictKind.Clear, verdict.Kind);
        Assert.Equal(active.Kind, verdict.WouldBe);
        Assert.Equal(active.ClearedByRule, verdict.ClearedByRule);
        Assert.Equal(0, verdict.HostDeadlineMicros);
        Assert.Equal(VerdictKind.None, active.WouldBe);
    });

    [Fact]
    public void Decide_any_input_gives_every_check_one_outcome() => GateGen.Any.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.Equal((int)Enum.GetValues<Check>().Max() + 1, verdict.Checks.Length);
        Assert.All(verdict.Checks, outcome => Assert.True(Enum.IsDefined(outcome)));
        Assert.Equal(default, verdict.Checks[0]);
    });

    [Fact]
    public void Decide_failed_check_gives_a_reason() => GateGen.Any.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        foreach (var (check, run) in CheckTable.All.Where(entry => verdict.Checks[(int)entry.Check] == CheckOutcome.Failed))
        {
            Assert.NotEmpty(run(input).Findings);
            Assert.All(run(input).Findings, finding => Assert.Contains(finding.Code, verdict.Codes()));
        }
    });

    [Fact]
    public void Decide_same_input_says_the_same() => GateGen.Any.Holds(input => Assert.Equal(Print(Gate.Decide(input)), Print(Gate.Decide(input))));

    [Fact]
    public void Decide_any_input_orders_reasons_by_severity_then_code() => GateGen.Any.Holds(input =>
    {
        var keys = Gate.Decide(input).Reasons.Select(reason => (-(int)reason.Severity, (int)reason.Code)).ToList();
        Assert.Equal(keys.Order(), keys);
    });

    [Fact]
    public void Decide_any_input_keeps_free_text_out_of_reasons() => GateGen.Any.Holds(input =>
    {
        foreach (var reason in Gate.Decide(input).Reasons)
        {
            Assert.DoesNotContain("drop", reason.Text + string.Concat(reason.Evidence), StringComparison.Ordinal);
            Assert.EndsWith(".", reason.Text, StringComparison.Ordinal);
            Assert.InRange(reason.Evidence.Length, 0, Gate.EvidenceMax + 1);
        }
    });

    [Fact]
    public void Decide_hold_waits_for_something_until_a_later_time() => GateGen.Any.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.Equal(verdict.Kind == VerdictKind.Hold, verdict.Hold is not null);
        if (verdict.Hold is { } hold)
        {
            Assert.True(hold.UntilMicros > input.NowMicros);
            Assert.False(input.HoldExpired || input.AlreadyCleared);
            Assert.All(verdict.Codes(), code => Assert.True(code is ExceptionCode.PoMissing or ExceptionCode.ReferenceMissing));
        }
    });

    [Fact]
    public void Decide_hold_expired_or_already_cleared_never_holds() => Gen.Select(GateGen.Any, Gen.Bool).Holds(pair =>
    {
        var verdict = Gate.Decide(pair.Item1 with { HoldExpired = pair.Item2, AlreadyCleared = !pair.Item2 });
        Assert.NotEqual(VerdictKind.Hold, verdict.Kind);
    });

    [Fact]
    public void Decide_judged_again_and_again_holds_no_longer_than_at_first() => Gen.Select(GateGen.Holding, Gen.Long[1, 400_000_000_000].Array[1, 6]).Holds(pair =>
    {
        var input = pair.Item1;
        var first = Gate.Decide(input).Hold!.UntilMicros; // the generator gives held ones
        long? earlier = first;
        foreach (var later in pair.Item2)
        {
            input = input with { NowMicros = input.NowMicros + later, EarlierHoldUntilMicros = earlier };
            var verdict = Gate.Decide(input);
            Assert.Equal(input.NowMicros < first, verdict.Kind == VerdictKind.Hold);
            Assert.Equal(input.NowMicros < first ? first : null, verdict.Hold?.UntilMicros);
            earlier = verdict.Hold?.UntilMicros ?? earlier;
        }
    });

    [Fact]
    public void Decide_one_more_exception_never_clears() => Gen.Select(GateGen.Any, Gen.Int[0, Defects.Length - 1]).Holds(pair =>
    {
        var verdict = Gate.Decide(Defects[pair.Item2](pair.Item1));
        Assert.NotEqual(VerdictKind.Clear, verdict.Kind);
        Assert.NotEqual(VerdictKind.Clear, verdict.WouldBe);
    });

    [Fact]
    public void Decide_clear_has_a_later_host_deadline() => GateGen.Active.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.Equal(verdict.Kind == VerdictKind.Clear, verdict.HostDeadlineMicros > input.NowMicros);
    });

    [Fact]
    public void Decide_concern_is_a_reason_and_a_person_s() => GateGen.Any.Holds(input =>
    {
        var verdict = Gate.Decide(input with { Concerns = [new(ConcernKind.HostSilent, "invoice_status"), new(ConcernKind.HostSilent, "erp/1")] });
        Assert.Equal((VerdictKind.Review, VerdictKind.Review), (verdict.Kind, input.Policy.Mode == PolicyMode.Shadow ? verdict.WouldBe : VerdictKind.Review));
        Assert.Equal(["invoice_status", "erp/1"], Assert.Single(verdict.Reasons, reason => reason.Code == ExceptionCode.IntegrationFailed).Evidence);
    });

    [Fact]
    public void Decide_after_passing_asks_about_the_concerns_alone() => GateGen.Past.Holds(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.Equal(input.Concerns.IsEmpty ? VerdictKind.Clear : VerdictKind.Review, verdict.Kind);
        Assert.Equal(input.Concerns.Select(concern => concern.Kind).Distinct().Count(), verdict.Reasons.Length);
        Assert.Equal(verdict.Kind == VerdictKind.Clear, verdict.HostDeadlineMicros > input.NowMicros);
        Assert.Equal((int)Enum.GetValues<Check>().Max() + 1, verdict.Checks.Length);
        Assert.All(verdict.Checks, outcome => Assert.Equal(CheckOutcome.NotApplicable, outcome));
    });

    [Fact]
    public void Generator_many_inputs_reach_every_kind()
    {
        // Otherwise the laws above would hold of nothing.
        var kinds = new System.Collections.Concurrent.ConcurrentDictionary<VerdictKind, int>();
        GateGen.Active.Sample(input => kinds.AddOrUpdate(Gate.Decide(input).Kind, 1, (_, count) => count + 1) > 0, iter: 2_000);
        Assert.All([VerdictKind.Clear, VerdictKind.Hold, VerdictKind.Review], kind => Assert.True(kinds.GetValueOrDefault(kind) > 5, kind.ToString()));
    }

    private static readonly Func<GateInput, GateInput>[] Defects =
    [
        input => input.WithTwins(input.Policy.DuplicateReviewAtPoints),
        input => input.With(invoice => invoice with { Currency = "ZZZ" }),
        input => input.With(invoice => invoice.AsCreditNote()),
        input => input with { SupersessionFailed = true },
        input => input with { Concerns = [new(ConcernKind.Contradiction, "erp/1")] },
        input => input with { Twins = input.Twins with { NumberKeysOverflowed = 1 } },
        input => input.With(invoice => invoice with { IssueDate = DateOnly.MaxValue }),
        input => input.With(invoice => invoice with { TotalMinor = -1 }),
        input => input.With(invoice => invoice with { NetMinor = 100, TaxMinor = -100 }),
        input => input with { Policy = input.Policy with { RequiredScorers = ["anomaly"] } },
        input => input with { Policy = input.Policy with { Clear = [] } },
    ];

    private static string Print(Verdict verdict) => System.Text.Json.JsonSerializer.Serialize(verdict);
}
