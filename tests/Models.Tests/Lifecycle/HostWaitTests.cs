using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>A host that says nothing is looked after: until when it is waited for, and what follows.</summary>
public sealed class HostWaitTests
{
    private static readonly long Window = (long)TimeSpan.FromDays(Sample.Policy.HostDeadlineDays).TotalMicroseconds;

    [Fact]
    public void Wait_cleared_is_until_the_deadline_of_the_verdict()
    {
        var course = Course.Cleared();
        Assert.Equal(new(WaitingKind.Host, course.State.Verdict!.HostDeadlineMicros), course.State.Waiting); // cleared
        Assert.Equal(course.Now + Window, course.State.Waiting.AtMicros);
    }

    [Fact]
    public void Wait_every_word_of_the_host_gives_it_time_anew_and_a_coder_s_does_not()
    {
        var course = Course.Cleared(invoice => invoice with { DueDate = null });
        var before = course.State.Waiting;
        Assert.Equal(before, course.Tell(Reports.Of(ReportedFact.CodingSuggested)).State.Waiting);
        course.Tell(Reports.Of(ReportedFact.Scheduled));
        Assert.Equal(course.Now + Window, course.State.Waiting.AtMicros);
        course.Tell(Reports.Posted());
        Assert.Equal((PaymentStatus.Scheduled, course.Now + Window), (course.State.Payment, course.State.Waiting.AtMicros));
    }

    [Fact]
    public void Wait_payment_is_not_asked_for_before_it_is_due_or_scheduled()
    {
        var course = Course.PostedAs("51");
        Assert.Equal(Midnight(Sample.Today.AddDays(20)) + Window, course.State.Waiting.AtMicros);
        var day = Sample.Today.AddDays(30);
        course.Tell(Reports.Of(ReportedFact.Scheduled) with { Date = day });
        Assert.Equal(Midnight(day) + Window, course.State.Waiting.AtMicros);
        course.Tell(Reports.PartPaid());
        Assert.Equal(course.Now + Window, course.State.Waiting.AtMicros);
    }

    [Fact]
    public void Wait_date_in_the_far_future_is_waited_for_a_year_and_no_longer()
    {
        var course = Course.Cleared().Tell(Reports.Posted(), Reports.Of(ReportedFact.Scheduled) with { Date = new DateOnly(2100, 1, 1) });
        Assert.Equal(course.Now + (long)TimeSpan.FromDays(366).TotalMicroseconds + Window, course.State.Waiting.AtMicros);
    }

    [Fact]
    public void PassDeadline_cleared_goes_to_a_person_and_the_late_posting_brings_it_back()
    {
        var course = Course.Cleared().PassDeadline();
        Assert.Equal((InvoiceStatus.InReview, WaitingKind.Review), (course.State.Status, course.State.Waiting.Kind));
        Assert.Equal([ExceptionCode.IntegrationFailed], course.Codes());

        // Looking again does not make the host speak.
        Assert.Equal(InvoiceStatus.InReview, course.Retriage().State.Status);
        var late = Reports.Posted();
        course.Tell(late);
        Assert.Equal((InvoiceStatus.Posted, ReportStanding.Applied, WaitingKind.Host), (course.State.Status, course.StandingOf(late), course.State.Waiting.Kind));
    }

    [Fact]
    public void PassDeadline_names_the_reports_that_still_wait_to_fit()
    {
        var paid = Reports.Paid();
        var course = Course.PostedAs("51").Tell(paid).PassDeadline();
        Assert.Equal((InvoiceStatus.Posted, WaitingKind.Review), (course.State.Status, course.State.Waiting.Kind));
        Assert.Equal(["payment_status", paid.Name], Assert.Single(course.State.Verdict!.Reasons).Evidence); // just judged

        course.Tell(Reports.Of(ReportedFact.Scheduled));
        Assert.Equal((VerdictKind.Clear, WaitingKind.Host), (course.State.Verdict.Kind, course.State.Waiting.Kind));
    }

    [Fact]
    public void PassDeadline_again_and_again_goes_to_a_person_each_time()
    {
        var course = Course.Cleared(invoice => invoice with { DueDate = null }).Tell(Reports.Posted()).PassDeadline();
        course.Tell(Reports.Of(ReportedFact.Scheduled)).PassDeadline();
        Assert.Equal((WaitingKind.Review, ExceptionCode.IntegrationFailed), (course.State.Waiting.Kind, Assert.Single(course.Codes())));
        Assert.Equal(WaitingKind.Nothing, course.Tell(Reports.Of(ReportedFact.Closed)).State.Waiting.Kind);
        Assert.Equal(2, course.Events.OfType<Triaged>().Count(triaged => triaged.Cause == TriageCause.HostSilent));
    }

    private static long Midnight(DateOnly day) => StoreTime.ToMicros(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
}
