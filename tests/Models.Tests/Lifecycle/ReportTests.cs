using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Policy;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>What single reports and pairs of them make of an invoice.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Tell_whole_course_ends_closed_and_reconciled()
    {
        var course = Course.Cleared();
        foreach (var (fact, invoice, payment) in new[]
        {
            (ReportedFact.Posted, InvoiceStatus.Posted, PaymentStatus.Ready),
            (ReportedFact.Scheduled, InvoiceStatus.Posted, PaymentStatus.Scheduled),
            (ReportedFact.PartPaid, InvoiceStatus.Posted, PaymentStatus.PartiallyPaid),
            (ReportedFact.Paid, InvoiceStatus.Posted, PaymentStatus.Paid),
            (ReportedFact.Reconciled, InvoiceStatus.Closed, PaymentStatus.Reconciled),
        })
        {
            var report = Reports.Of(fact);
            course.Tell(report);
            Assert.Equal((invoice, payment), (course.State.Status, course.State.Payment));
            Assert.Equal(ReportStanding.Applied, course.StandingOf(report));
            Assert.Equal(invoice == InvoiceStatus.Closed ? WaitingKind.Nothing : WaitingKind.Host, course.State.Waiting.Kind);
        }

        Assert.Equal(VerdictKind.Clear, course.State.Verdict?.Kind);
    }

    [Fact]
    public void Tell_repeat_changes_nothing()
    {
        var report = Reports.Posted();
        var course = Course.Cleared().Tell(report);
        var before = course.State;
        course.Tell(report);
        Assert.Equal(before with { Seq = before.Seq + 1 }, course.State);
    }

    [Fact]
    public void Tell_before_it_is_cleared_is_kept_and_applied_when_it_is()
    {
        var course = Course.Begin();
        var (paid, scheduled, posted) = (Reports.Of(ReportedFact.Paid), Reports.Of(ReportedFact.Scheduled), Reports.Posted());
        foreach (var report in new[] { paid, scheduled, posted })
        {
            course.TellUnjudged(report);
            Assert.Equal((InvoiceStatus.Received, PaymentStatus.NotReady), (course.State.Status, course.State.Payment));
            Assert.Equal(ReportStanding.Kept, course.StandingOf(report));
        }

        course.Judged();
        Assert.Equal((InvoiceStatus.Posted, PaymentStatus.Paid), (course.State.Status, course.State.Payment));
        Assert.Equal((2, WaitingKind.Host), (course.Events.Count(happened => happened is Received or Triaged), course.State.Waiting.Kind));
    }

    [Fact]
    public void Tell_posted_while_a_person_decides_is_kept_and_the_question_stays_the_same()
    {
        var course = Course.Begin(policy: Sample.Policy with { Mode = PolicyMode.Shadow }).Judged();
        var (asked, since) = (course.State.ReviewSeq, course.State.Waiting);
        var posted = Reports.Posted();
        course.Tell(posted, Reports.Of(ReportedFact.CodingSuggested));
        Assert.Equal((InvoiceStatus.InReview, ReportStanding.Kept, CodingStatus.Suggested), (course.State.Status, course.StandingOf(posted), course.State.Coding));
        Assert.Equal((asked, since), (course.State.ReviewSeq, course.State.Waiting));
    }

    [Fact]
    public void Tell_refusal_sends_it_to_a_person_and_a_posting_afterwards_lets_it_go_on()
    {
        var refused = Reports.Of(ReportedFact.ErpRejected) with { Code = "F5-263" };
        var course = Course.Cleared().Tell(refused);
        Assert.Equal((InvoiceStatus.InReview, ReportStanding.Applied), (course.State.Status, course.StandingOf(refused)));
        Assert.Equal([ExceptionCode.IntegrationFailed], course.Codes());
        Assert.Equal([$"{refused.Name} (F5-263)"], Assert.Single(course.State.Verdict!.Reasons).Evidence); // just read

        // Looking again does not make the refusal go away; the ERP's own later word does.
        Assert.Equal(InvoiceStatus.InReview, course.Retriage().State.Status);
        course.Tell(Reports.Posted());
        Assert.Equal((InvoiceStatus.Posted, PaymentStatus.Ready), (course.State.Status, course.State.Payment));
        Assert.Empty(course.Codes());
    }

    [Fact]
    public void Tell_refusal_that_is_older_than_the_posting_changes_nothing()
    {
        var (refused, posted) = (Reports.Of(ReportedFact.ErpRejected), Reports.Posted());
        var course = Course.Cleared().Tell(posted, refused);
        Assert.Equal((InvoiceStatus.Posted, ReportStanding.Agreed), (course.State.Status, course.StandingOf(refused)));
        Assert.Equal(WaitingKind.Host, course.State.Waiting.Kind);
    }

    [Fact]
    public void Tell_recalled_goes_to_a_person_whom_no_rule_passes_over()
    {
        var course = Course.Cleared().Tell(Reports.Of(ReportedFact.Recalled));
        Assert.Equal((InvoiceStatus.InReview, WaitingKind.Review), (course.State.Status, course.State.Waiting.Kind));
        Assert.Equal([ExceptionCode.NoRuleMatched], course.Retriage().Codes());
    }

    [Theory]
    [InlineData(ReportedFact.ErpRejected)]
    [InlineData(ReportedFact.Recalled)]
    public void Tell_after_it_was_posted_is_contradictory_and_goes_to_a_person_while_the_status_stays(ReportedFact fact)
    {
        var course = Course.PostedAs("51");
        var report = Reports.Of(fact); // after the posting
        course.Tell(report);
        Assert.Equal((InvoiceStatus.Posted, ReportStanding.Contradictory), (course.State.Status, course.StandingOf(report)));
        Assert.Equal((WaitingKind.Review, ExceptionCode.StatusContradictory), (course.State.Waiting.Kind, Assert.Single(course.Codes())));
        Assert.Equal([report.Name], Assert.Single(course.State.Verdict!.Reasons).Evidence); // just read
    }

    [Theory]
    [InlineData(InvoiceStatus.Cancelled)]
    [InlineData(InvoiceStatus.Posted)]
    public void Tell_posted_that_cannot_be_is_contradictory_and_never_lost(InvoiceStatus status)
    {
        var course = status == InvoiceStatus.Cancelled ? Course.Cleared().Cancel() : Course.PostedAs("51");
        var posted = Reports.Posted("99");
        course.Tell(posted);
        Assert.Equal((status, ReportStanding.Contradictory), (course.State.Status, course.StandingOf(posted)));
        Assert.Equal((WaitingKind.Review, ExceptionCode.StatusContradictory), (course.State.Waiting.Kind, Assert.Single(course.Codes())));
        Assert.Equal("51", course.State.Reports.Document ?? "51");
    }

    [Fact]
    public void Tell_same_document_from_another_system_agrees()
    {
        var posted = Reports.Posted();
        var echo = posted.Echoed("warehouse");
        var course = Course.Cleared().Tell(posted, echo);
        Assert.Equal((ReportStanding.Agreed, WaitingKind.Host), (course.StandingOf(echo), course.State.Waiting.Kind));
    }

    [Fact]
    public void Tell_contradiction_that_heals_leaves_the_person()
    {
        var course = Course.PostedAs("51");
        var paths = new[] { ReportedFact.Scheduled, ReportedFact.Paid, ReportedFact.PaymentReversed, ReportedFact.PaymentReady, ReportedFact.Scheduled, ReportedFact.PaymentFailed }
            .Select(fact => Reports.Of(fact)).ToArray();
        course.Tell(paths[0], paths[1], paths[5]);
        Assert.Equal((PaymentStatus.Paid, WaitingKind.Review), (course.State.Payment, course.State.Waiting.Kind));
        Assert.Contains(ExceptionCode.StatusContradictory, course.Codes());
        course.Tell(paths[2], paths[3], paths[4]);
        Assert.Equal(PaymentStatus.Failed, course.State.Payment);
        Assert.Equal([ExceptionCode.PaymentFailed], course.Codes());
        course.Tell(Reports.Of(ReportedFact.PaymentReady));
        Assert.Equal((PaymentStatus.Ready, WaitingKind.Host, VerdictKind.Clear), (course.State.Payment, course.State.Waiting.Kind, course.State.Verdict?.Kind));
    }

    [Fact]
    public void Tell_cancelled_ends_it_and_what_was_posted_before_agrees()
    {
        var (posted, cancelled) = (Reports.Posted(), Reports.Of(ReportedFact.Cancelled));
        var course = Course.Cleared().Tell(cancelled);
        Assert.Equal((InvoiceStatus.Cancelled, WaitingKind.Nothing), (course.State.Status, course.State.Waiting.Kind));
        course.Tell(posted);
        Assert.Equal((InvoiceStatus.Cancelled, PaymentStatus.Ready, ReportStanding.Applied), (course.State.Status, course.State.Payment, course.StandingOf(posted)));
        Assert.Equal(WaitingKind.Nothing, course.State.Waiting.Kind);
    }

    [Fact]
    public void Tell_money_moves_after_it_was_cancelled_goes_to_a_person()
    {
        var course = Course.PostedAs("51").Tell(Reports.Of(ReportedFact.Scheduled)).Cancel();
        Assert.Equal((InvoiceStatus.Cancelled, PaymentStatus.Scheduled), (course.State.Status, course.State.Payment));
        Assert.Equal((WaitingKind.Review, ExceptionCode.StatusContradictory), (course.State.Waiting.Kind, Assert.Single(course.Codes())));
        course.Tell(Reports.Of(ReportedFact.PaymentFailed));
        Assert.Equal((PaymentStatus.Failed, WaitingKind.Nothing), (course.State.Payment, course.State.Waiting.Kind));
    }

    [Fact]
    public void Tell_reference_is_filled_in_and_judged_again()
    {
        var course = Course.Begin(invoice => invoice with { PurchaseOrder = null, Contract = null }).Judged();
        Assert.Equal(InvoiceStatus.OnHold, course.State.Status);
        course.Tell(Reports.Provided(Reference.PurchaseOrder, "PO-9"));
        Assert.Equal((InvoiceStatus.Cleared, "PO-9"), (course.State.Status, course.State.Invoice.PurchaseOrder));
        Assert.Equal(TriageCause.ReferenceProvided, Assert.IsType<Triaged>(course.Events[^1]).Cause);
    }

    [Theory]
    [InlineData("PO-1", ReportStanding.Agreed, InvoiceStatus.Cleared)]
    [InlineData("PO-2", ReportStanding.Contradictory, InvoiceStatus.InReview)]
    public void Tell_reference_that_is_there_already_agrees_or_contradicts(string value, ReportStanding standing, InvoiceStatus status)
    {
        var report = Reports.Provided(Reference.PurchaseOrder, value);
        var course = Course.Cleared().Tell(report);
        Assert.Equal((standing, status, "PO-1"), (course.StandingOf(report), course.State.Status, course.State.Invoice.PurchaseOrder));
    }

    [Fact]
    public void Tell_coding_follows_its_own_course()
    {
        var course = Course.PostedAs("51");
        foreach (var (fact, status) in new[]
        {
            (ReportedFact.CodingSuggested, CodingStatus.Suggested), (ReportedFact.CodingQueried, CodingStatus.Queried),
            (ReportedFact.CodingConfirmed, CodingStatus.Confirmed), (ReportedFact.CodingSuggested, CodingStatus.Confirmed),
            (ReportedFact.Recoded, CodingStatus.Recoded), (ReportedFact.CodingConfirmed, CodingStatus.Confirmed),
        })
        {
            Assert.Equal(status, course.Tell(Reports.Of(fact)).State.Coding);
        }

        Assert.Equal(WaitingKind.Host, course.State.Waiting.Kind);
        Assert.Equal([ExceptionCode.StatusContradictory], course.Tell(Reports.Of(ReportedFact.CodingQueried)).Codes());
    }

    [Fact]
    public void Tell_coding_before_what_it_rests_on_is_kept()
    {
        var recoded = Reports.Of(ReportedFact.Recoded);
        var course = Course.Cleared().Tell(recoded);
        Assert.Equal((CodingStatus.Uncoded, ReportStanding.Kept), (course.State.Coding, course.StandingOf(recoded)));
        Assert.Equal(CodingStatus.Recoded, course.Tell(Reports.Of(ReportedFact.CodingConfirmed)).State.Coding);
    }
}
