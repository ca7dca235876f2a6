using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Tests.Gating;

public sealed class GateTests
{
    private const long MicrosPerDay = 86_400_000_000;

    private static readonly GateInput NoOrder = Sample.Input.With(invoice => invoice with { PurchaseOrder = null });

    [Fact]
    public void Decide_sample_clears_under_its_rule()
    {
        var verdict = Gate.Decide(Sample.Input);
        Assert.Equal(VerdictKind.Clear, verdict.Kind);
        Assert.Empty(verdict.Reasons);
        Assert.Equal("routine-invoice", verdict.ClearedByRule);
        Assert.Equal(Sample.NowMicros + 14 * MicrosPerDay, verdict.HostDeadlineMicros);
        Assert.Equal(Gate.Version, verdict.GateVersion);
        Assert.Equal(Sample.Policy.Sha256, verdict.PolicySha256);
        Assert.Equal(Sample.NowMicros, verdict.JudgedAtMicros);
    }

    [Fact]
    public void Decide_shadow_reviews_what_it_would_clear()
    {
        var verdict = Gate.Decide(Sample.Input with { Policy = Sample.Policy with { Mode = PolicyMode.Shadow } });
        Assert.Equal(VerdictKind.Review, verdict.Kind);
        Assert.Equal(VerdictKind.Clear, verdict.WouldBe);
        Assert.Empty(verdict.Reasons);
        Assert.Equal("routine-invoice", verdict.ClearedByRule);
    }

    [Fact]
    public void Decide_missing_order_holds_for_it()
    {
        var verdict = Gate.Decide(NoOrder);
        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Equal(new Hold(Reference.PurchaseOrder, Sample.NowMicros + 5 * MicrosPerDay), verdict.Hold);
        var reason = Assert.Single(verdict.Reasons);
        Assert.Equal(ExceptionCode.PoMissing, reason.Code);
        Assert.Equal(["purchase_order", "contract"], reason.Evidence);
    }

    [Fact]
    public void Decide_two_missing_references_hold_for_the_sooner()
    {
        var rule = Sample.Policy.References[0];
        var input = NoOrder with
        {
            Policy = Sample.Policy with
            {
                References = [rule, rule with { Name = "centre", AnyOf = [Reference.CostCentre], HoldDays = 2 }],
            },
        };
        var verdict = Gate.Decide(input);
        Assert.Equal(new Hold(Reference.CostCentre, Sample.NowMicros + 2 * MicrosPerDay), verdict.Hold);
        Assert.Equal([ExceptionCode.ReferenceMissing, ExceptionCode.PoMissing], verdict.Codes());
    }

    [Fact]
    public void Decide_missing_order_and_another_exception_reviews() =>
        Assert.Equal(VerdictKind.Review, Gate.Decide(NoOrder.WithTwins(90)).Kind);

    [Fact]
    public void Decide_missing_order_without_hold_days_reviews()
    {
        var rule = Sample.Policy.References[0] with { HoldDays = 0 };
        Assert.Equal(VerdictKind.Review, Gate.Decide(NoOrder with { Policy = Sample.Policy with { References = [rule] } }).Kind);
    }

    [Fact]
    public void Decide_hold_expired_reviews() => Assert.Equal(VerdictKind.Review, Gate.Decide(NoOrder with { HoldExpired = true }).Kind);

    [Fact]
    public void Decide_already_cleared_reviews() => Assert.Equal(VerdictKind.Review, Gate.Decide(NoOrder with { AlreadyCleared = true }).Kind);

    [Fact]
    public void Decide_no_rule_fits_says_so()
    {
        var verdict = Gate.Decide(Sample.Input with { Policy = Sample.Policy with { Clear = [] } });
        Assert.Equal([ExceptionCode.NoRuleMatched], verdict.Codes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    public void Decide_twins_below_threshold_are_scored_and_do_not_stop_it(int points)
    {
        var verdict = Gate.Decide(Sample.Input.WithTwins(points));
        Assert.Equal(VerdictKind.Clear, verdict.Kind);
        Assert.Equal(points, Assert.Single(verdict.Scores).Value);
    }

    [Fact]
    public void Decide_twins_at_threshold_are_named()
    {
        var verdict = Gate.Decide(Sample.Input.WithTwins(80, 60, 59));
        Assert.Equal(["invoices/generated-erp/1", "invoices/generated-erp/2"], Assert.Single(verdict.Reasons).Evidence);
    }

    [Fact]
    public void Decide_overflowed_key_of_a_number_without_a_twin_goes_to_a_person()
    {
        var search = Sample.Input.Twins with { Twins = [], KeysOverflowed = 1, NumberKeysOverflowed = 1 };
        var verdict = Gate.Decide(Sample.Input with { Twins = search });
        var reason = Assert.Single(verdict.Reasons);
        Assert.Equal((VerdictKind.Review, ExceptionCode.DuplicateSuspected), (verdict.Kind, reason.Code));
        Assert.Equal(["not all candidates compared"], reason.Evidence);
    }

    [Fact]
    public void Decide_overflowed_blocking_keys_are_told_but_are_no_exception()
    {
        var verdict = Gate.Decide(Sample.Input with { Twins = Sample.Input.Twins with { KeysOverflowed = 3 } });
        Assert.Equal(VerdictKind.Clear, verdict.Kind);
        Assert.Equal(3, verdict.BlockingKeysOverflowed);
    }

    [Fact]
    public void Decide_required_scorer_without_score_is_unavailable()
    {
        var verdict = Gate.Decide(Sample.Input with { Policy = Sample.Policy with { RequiredScorers = ["duplicate", "anomaly"] } });
        Assert.Equal([ExceptionCode.ModelUnavailable], verdict.Codes());
    }

    [Fact]
    public void Decide_supersession_failed_is_contradictory() =>
        Assert.Equal([ExceptionCode.StatusContradictory], Gate.Decide(Sample.Input with { SupersessionFailed = true }).Codes());

    [Fact]
    public void Decide_much_evidence_is_cut()
    {
        var line = new InvoiceLine { LineId = "x", Text = "Gloves", AmountMinor = 0 };
        var verdict = Gate.Decide(Sample.Input.With(invoice => invoice with { Lines = invoice.Lines.AddRange(Enumerable.Repeat(line, 20)) }));
        var evidence = verdict.Reasons.Single(reason => reason.Code == ExceptionCode.LinesRepeated).Evidence;
        Assert.Equal(11, evidence.Length);
        Assert.Equal("lines[3]", evidence[0]);
        Assert.Equal("and 9 more", evidence[^1]);
    }
}
