using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Policy;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>One invoice's history as its grain writes it: each event folded, each judgement that is due made by the real gate.</summary>
internal sealed class Course
{
    private static readonly long Step = (long)TimeSpan.FromSeconds(1).TotalMicroseconds;
    private readonly List<InvoiceEvent> _events = [];
    private readonly TriagePolicy _policy;
    private long _now = Sample.NowMicros;

    private Course(Invoice invoice, TriagePolicy policy)
    {
        _policy = policy;
        Happen(at => new Received { AtMicros = at, Actor = "host", Invoice = invoice, PayloadSha256 = [1] });
    }

    public InvoiceState State { get; private set; } = null!; // the constructor begins it

    public IReadOnlyList<InvoiceEvent> Events => _events;

    public long Now => _now;

    /// <summary>An invoice that the policy lets pass, as received and not judged.</summary>
    public static Course Begin(Func<Invoice, Invoice>? change = null, TriagePolicy? policy = null) => new((change ?? (invoice => invoice))(Sample.Invoice), policy ?? Sample.Policy);

    public static Course Cleared(Func<Invoice, Invoice>? change = null)
    {
        var course = Begin(change).Judged();
        Assert.Equal(InvoiceStatus.Cleared, course.State.Status);
        return course;
    }

    public static Course PostedAs(string document)
    {
        var course = Cleared().Tell(Reports.Posted(document));
        Assert.Equal(InvoiceStatus.Posted, course.State.Status);
        return course;
    }

    public Course Tell(params StatusReport[] reports)
    {
        foreach (var report in reports)
        {
            // As in the grain: what is due comes first, and what the report makes due after it.
            Judged().TellUnjudged(report).Judged();
        }

        return this;
    }

    public Course TellUnjudged(StatusReport report)
    {
        Happen(at => new StatusReported { AtMicros = at, Actor = "connector", Report = State.AsHeard(report) });
        return this;
    }

    public Course Cancel()
    {
        Happen(at => new Cancelled { AtMicros = at, Actor = "host", Reason = "by the host" });
        return Judged();
    }

    public Course Retriage()
    {
        Happen(at => new RetriageRequested { AtMicros = at, Actor = "host", Reason = "look again" });
        return Judged();
    }

    public Course PassDeadline()
    {
        Assert.Equal(WaitingKind.Host, State.Waiting.Kind);
        _now = State.Waiting.AtMicros;
        return Judge(TriageCause.HostSilent).Judged();
    }

    public Course Judged()
    {
        for (var rounds = 0; State.PendingCause is { } cause; rounds++)
        {
            Assert.True(rounds < 5, "Judging does not come to an end.");
            Judge(cause);
        }

        return this;
    }

    public ReportStanding StandingOf(StatusReport report) => Assert.NotNull(State.Reports.StandingOf(report.Name));

    public IEnumerable<ExceptionCode> Codes() => State.Verdict?.Codes() ?? [];

    private Course Judge(TriageCause cause)
    {
        Happen(at => new Triaged
        {
            AtMicros = at,
            Actor = InvoiceEvent.TriageActor,
            Cause = cause,
            Verdict = Gate.Decide(Sample.Input with
            {
                Invoice = State.Invoice,
                Policy = _policy,
                NowMicros = at,
                HoldExpired = State.HoldRanOut,
                EarlierHoldUntilMicros = State.HoldUntilMicros,
                AlreadyCleared = State.Status == InvoiceStatus.Cleared,
                Concerns = State.WithSilence(cause).Concerns,
                IsPastPassing = InvoiceTransitions.IsPastPassing(State.Status),
            }),
        });
        return this;
    }

    private void Happen(Func<long, InvoiceEvent> happen)
    {
        var happened = happen(_now += Step);
        _events.Add(happened);
        State = InvoiceState.Apply(State, happened);
        Laws.HoldOf(State);
    }
}
