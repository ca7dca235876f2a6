using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.History;

/// <summary>An invoice as its events make it: a pure fold, the same in the grain, in replies and in the checker.</summary>
[GenerateSerializer, Immutable, Alias("triage.InvoiceState")]
public sealed partial record InvoiceState
{
    /// <summary>How long a judgement may take before the scanner looks after it.</summary>
    public static readonly TimeSpan DueGrace = TimeSpan.FromSeconds(5);

    [Id(0)] public required long Seq { get; init; }

    /// <summary>As received, with the references that were provided since.</summary>
    [Id(1)] public required Invoice Invoice { get; init; }
    [Id(2)] public required ImmutableArray<byte> PayloadSha256 { get; init; }
    [Id(3)] public required long ReceivedAtMicros { get; init; }
    [Id(4)] public required InvoiceStatus Status { get; init; }
    [Id(5)] public CodingStatus Coding { get; init; } = CodingStatus.Uncoded;
    [Id(6)] public PaymentStatus Payment { get; init; } = PaymentStatus.NotReady;
    [Id(7)] public Verdict? Verdict { get; init; }

    /// <summary>Why it must be judged; <c>null</c> when it has been.</summary>
    [Id(8)] public TriageCause? PendingCause { get; init; }

    /// <summary>The request whose reply waits for the verdict.</summary>
    [Id(9)] public RequestKey? PendingRequest { get; init; }
    [Id(10)] public string? Supersedes { get; init; }
    [Id(11)] public string? SupersededBy { get; init; }
    [Id(12)] public required Waiting Waiting { get; init; }

    /// <summary>The earliest deadline of its holds; <c>null</c> before the first.</summary>
    [Id(13)] public long? HoldUntilMicros { get; init; }

    /// <summary>A hold ended by its deadline: a person has it since.</summary>
    [Id(14)] public bool HoldRanOut { get; init; }

    /// <summary>How long the last CLEAR gave the host; 0 before the first.</summary>
    [Id(15)] public long HostWindowMicros { get; init; }

    /// <summary>The event that asked a person; what came since has not changed the question. <c>null</c> while none is asked.</summary>
    [Id(16)] public long? ReviewSeq { get; init; }
    [Id(17)] public ReportLedger Reports { get; init; } = ReportLedger.Empty;

    public ReportedStatuses Statuses => new(Status, Coding, Payment);

    public ImmutableArray<Concern> Concerns => Lifecycle.Concerns.Of(Statuses, Reports, Invoice);

    /// <summary>Whether somebody or something must still act on it: then it waits for exactly one thing.</summary>
    public bool IsAwaited => InvoiceTransitions.IsOpen(Status) || PendingCause is not null || !Concerns.IsEmpty;

    /// <exception cref="IllegalTransitionException">The event cannot follow this history.</exception>
    public static InvoiceState Apply(InvoiceState? state, InvoiceEvent happened) => (state, happened) switch
    {
        (null, Received received) => Begin(received),
        (null, _) or (_, Received) => throw new IllegalTransitionException(state?.Status, happened.Type),
        (_, Triaged triaged) => state.Judge(triaged),
        (_, ReferenceProvided provided) => state.Await(happened, TriageCause.ReferenceProvided) with
        {
            Invoice = state.Invoice.With(provided.Reference, provided.Value),
        },
        (_, RetriageRequested) => state.Await(happened, TriageCause.RetriageRequested),
        (_, Cancelled) => state.End(happened, InvoiceStatus.Cancelled),
        (_, Superseded superseded) => state.End(happened, InvoiceStatus.Superseded) with { SupersededBy = superseded.By },
        (_, StatusReported reported) => state.Hear(reported),
        _ => throw new IllegalTransitionException(state.Status, happened.Type),
    };

    public static InvoiceState? Fold(IEnumerable<InvoiceEvent> events) => events.Aggregate((InvoiceState?)null, Apply);

    private static InvoiceState Begin(Received received) => new()
    {
        Seq = 1,
        Invoice = received.Invoice,
        PayloadSha256 = received.PayloadSha256,
        ReceivedAtMicros = received.AtMicros,
        Status = InvoiceStatus.Received,
        PendingCause = TriageCause.Received,
        PendingRequest = received.Request,
        Supersedes = received.Supersedes,
        Waiting = DueAfter(received),
    };

    private InvoiceState Judge(Triaged triaged)
    {
        var verdict = triaged.Verdict;
        var isPast = InvoiceTransitions.IsPastPassing(Status);
        var status = verdict.Kind switch
        {
            VerdictKind.Clear or VerdictKind.Review when isPast => Status,
            VerdictKind.Clear => InvoiceStatus.Cleared,
            VerdictKind.Review => InvoiceStatus.InReview,
            VerdictKind.Hold when verdict.Hold is not null && !isPast => InvoiceStatus.OnHold,
            _ => throw new IllegalTransitionException(Status, triaged.Type),
        };
        var silent = WithSilence(triaged.Cause);
        return (Move(triaged, status) with
        {
            Verdict = verdict.Features.IsEmpty ? verdict : verdict with { Features = [] }, // kept beside the event; an activation need not hold it
            PendingCause = null,
            PendingRequest = null,
            HoldUntilMicros = verdict.Hold is { } held ? Math.Min(held.UntilMicros, HoldUntilMicros ?? long.MaxValue) : HoldUntilMicros,
            HoldRanOut = HoldRanOut || triaged.Cause == TriageCause.HoldExpired,
            HostWindowMicros = verdict.Kind == VerdictKind.Clear ? verdict.HostDeadlineMicros - verdict.JudgedAtMicros : HostWindowMicros,
            ReviewSeq = null,
            Reports = silent.Reports with { Judged = silent.Concerns },
        }).Settle(triaged);
    }

    /// <summary>As it is judged: with the silence that is the reason for it.</summary>
    public InvoiceState WithSilence(TriageCause cause) =>
        cause == TriageCause.HostSilent ? this with { Reports = Reports with { HostFellSilent = true } } : this;

    private InvoiceState Await(InvoiceEvent happened, TriageCause cause) => Move(happened, Status).Due(happened, cause, happened.Request);

    /// <param name="request">Whose reply waits for the verdict.</param>
    private InvoiceState Due(InvoiceEvent happened, TriageCause cause, RequestKey? request) => this with
    {
        PendingCause = cause,
        PendingRequest = request,
        Waiting = DueAfter(happened),
        ReviewSeq = null,
    };

    private InvoiceState End(InvoiceEvent happened, InvoiceStatus status) =>
        (Move(happened, status) with { PendingCause = null, PendingRequest = null }).Settle(happened);

    private InvoiceState Move(InvoiceEvent happened, InvoiceStatus to) =>
        InvoiceTransitions.Table.IsLegal(Status, to, happened.Type)
            ? this with { Seq = Seq + 1, Status = to }
            : throw new IllegalTransitionException(Status, happened.Type);

    private static Waiting DueAfter(InvoiceEvent happened) => new(WaitingKind.Due, happened.AtMicros + (long)DueGrace.TotalMicroseconds);
}
