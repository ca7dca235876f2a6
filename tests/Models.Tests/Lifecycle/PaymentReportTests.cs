using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>What reports say of the money: one payment told twice, two payments, too little, none. The bill is 3,600.00 with 2 % off until today.</summary>
public sealed class PaymentReportTests
{
    private static Course Scheduled => Course.PostedAs("51").Tell(Reports.Of(ReportedFact.Scheduled));

    [Theory]
    [InlineData(360_000L, false)]
    [InlineData(352_800L, false)]
    [InlineData(352_799L, true)]
    [InlineData(null, false)]
    public void Tell_paid_less_than_asked_is_short_beyond_the_discount(long? amount, bool isShort)
    {
        var course = Scheduled.Tell(Reports.Paid(amount));
        Assert.Equal(PaymentStatus.Paid, course.State.Payment);
        Assert.Equal(isShort ? [ExceptionCode.RemittanceShort] : [], course.Codes());
        Assert.Equal(isShort ? WaitingKind.Review : WaitingKind.Host, course.State.Waiting.Kind);

        // Once the books agree with it, it is nobody's question any more.
        course.Tell(Reports.Of(ReportedFact.Reconciled));
        Assert.Equal((InvoiceStatus.Closed, WaitingKind.Nothing), (course.State.Status, course.State.Waiting.Kind));
    }

    [Fact]
    public void Tell_discount_taken_too_late_is_short() =>
        Assert.Equal([ExceptionCode.RemittanceShort], Scheduled.Tell(Reports.Paid(352_800) with { Date = Sample.Today.AddDays(1) }).Codes());

    [Fact]
    public void Tell_amount_in_another_currency_is_not_compared() =>
        Assert.Empty(Scheduled.Tell(Reports.Paid(1) with { Currency = "EUR" }).Codes());

    [Fact]
    public void Tell_instalments_add_up_and_one_that_two_systems_tell_counts_once()
    {
        var instalment = Reports.PartPaid(200_000, "T-1");
        var course = Scheduled.Tell(instalment, instalment.Echoed("erp"), Reports.PartPaid(100_000, "T-2"));
        Assert.Equal((PaymentStatus.PartiallyPaid, 300_000L), (course.State.Payment, course.State.Reports.PaidMinor));
        Assert.Empty(course.Tell(Reports.Paid(60_000, "T-3")).Codes());
        Assert.Equal(360_000, course.State.Reports.PaidMinor);
    }

    [Theory]
    [InlineData("T-1", "T-1", true)]
    [InlineData("T-1", "T-2", false)]
    [InlineData(null, "T-2", true)]
    [InlineData(null, null, true)]
    public void Tell_paid_by_another_system_agrees_unless_it_is_another_payment(string? first, string? second, bool agrees)
    {
        var (ours, theirs) = (Reports.Paid(360_000, first), Reports.Paid(360_000, second, "erp"));
        var course = Scheduled.Tell(ours, theirs);
        Assert.Equal(agrees ? ReportStanding.Agreed : ReportStanding.Contradictory, course.StandingOf(theirs));
        Assert.Equal(agrees ? [] : [ExceptionCode.StatusContradictory], course.Codes());
    }

    [Fact]
    public void Tell_paid_twice_by_one_system_or_with_another_amount_is_contradictory()
    {
        var (first, again, other) = (Reports.Paid(360_000), Reports.Paid(360_000), Reports.Paid(10, source: "erp"));
        var course = Scheduled.Tell(first, again, other);
        Assert.Equal((ReportStanding.Contradictory, ReportStanding.Contradictory), (course.StandingOf(again), course.StandingOf(other)));
        Assert.Equal([again.Name, other.Name], Assert.Single(course.State.Verdict!.Reasons).Evidence); // just told
    }

    [Theory]
    [InlineData(ReportedFact.PaymentFailed, PaymentStatus.Failed)]
    [InlineData(ReportedFact.PaymentReversed, PaymentStatus.Reversed)]
    public void Tell_payment_failed_or_came_back_goes_to_a_person_until_it_may_be_paid_again(ReportedFact fact, PaymentStatus status)
    {
        var course = fact == ReportedFact.PaymentReversed ? Scheduled.Tell(Reports.Paid()) : Scheduled;
        course.Tell(Reports.Of(fact));
        Assert.Equal((status, InvoiceStatus.Posted, WaitingKind.Review), (course.State.Payment, course.State.Status, course.State.Waiting.Kind));
        Assert.Equal([ExceptionCode.PaymentFailed], course.Codes());
        course.Tell(Reports.Of(ReportedFact.PaymentReady));
        Assert.Equal((PaymentStatus.Ready, WaitingKind.Host, VerdictKind.Clear), (course.State.Payment, course.State.Waiting.Kind, course.State.Verdict?.Kind));
    }

    [Fact]
    public void Tell_late_word_of_a_payment_that_came_back_agrees()
    {
        var paid = Reports.Paid(360_000, "T-1");
        var course = Scheduled.Tell(paid, Reports.Of(ReportedFact.PaymentReversed));
        var late = Reports.Paid(360_000, "T-1", "erp");
        Assert.Equal((PaymentStatus.Reversed, ReportStanding.Agreed), (course.Tell(late).State.Payment, course.StandingOf(late)));
    }

    [Fact]
    public void Tell_same_moment_is_read_in_the_natural_course()
    {
        var facts = new[] { ReportedFact.Reconciled, ReportedFact.Paid, ReportedFact.PartPaid, ReportedFact.Scheduled, ReportedFact.Posted };
        var course = Course.Cleared().Tell([.. facts.Select(fact => Reports.Of(fact) with { OccurredAtMicros = 7 })]);
        Assert.Equal((InvoiceStatus.Closed, PaymentStatus.Reconciled), (course.State.Status, course.State.Payment));
    }

    [Fact]
    public void Tell_clock_that_is_behind_still_fits()
    {
        var (scheduled, paid) = (Reports.Of(ReportedFact.Scheduled), Reports.Paid());
        var course = Course.PostedAs("51").Tell(scheduled, paid with { OccurredAtMicros = scheduled.OccurredAtMicros - 1 });
        Assert.Equal(PaymentStatus.Paid, course.State.Payment);
    }
}
