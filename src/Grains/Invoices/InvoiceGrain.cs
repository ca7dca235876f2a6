using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;

namespace Triage.Grains.Invoices;

[GrainType("invoice")]
internal sealed partial class InvoiceGrain(
    IInvoiceLog log,
    IJudge judge,
    TimeProvider time,
    InvoiceMetrics metrics,
    ILogger<InvoiceGrain> logger) : Grain, IInvoiceGrain
{
    private InvoiceKey _key;
    private InvoiceState? _state;

    // Whether _state is what the store holds. A first submission does not read it: most are new.
    private bool _isLoaded;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = InvoiceKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<InvoiceResult> ProvideReferenceAsync(ProvideReferenceCommand command, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            command.Request,
            RequestHash.Of(_key.Path, (int)command.Reference, command.Value),
            command.Caller,
            state => state.Invoice.Get(command.Reference) is { } present && present != command.Value ? InvoiceOutcome.ReferenceAlreadySet : InvoiceOutcome.Done,
            at => new ReferenceProvided { AtMicros = at, Actor = command.Caller.Subject, Request = command.Request, Reference = command.Reference, Value = command.Value },
            cancellationToken);

    public Task<InvoiceResult> RetriageAsync(RetriageCommand command, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            command.Request,
            RequestHash.Of(_key.Path, 0, command.Reason),
            command.Caller,
            _ => InvoiceOutcome.Done,
            at => new RetriageRequested { AtMicros = at, Actor = command.Caller.Subject, Request = command.Request, Reason = command.Reason },
            cancellationToken);

    public Task<InvoiceResult> CancelAsync(CancelCommand command, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            command.Request,
            RequestHash.Of(_key.Path, 0, command.Reason),
            command.Caller,
            _ => InvoiceOutcome.Done,
            at => new Cancelled { AtMicros = at, Actor = command.Caller.Subject, Request = command.Request, Reason = command.Reason },
            cancellationToken);

    public async Task<InvoiceResult> ReportAsync(ReportCommand command, CancellationToken cancellationToken = default)
    {
        var result = await ChangeAsync(
            command.Request,
            StatusReportCodec.HashOf(_key.Path, command.Report),
            command.Caller,
            state => state.Reports.Entries.Length < ReportLedger.EntriesMax ? InvoiceOutcome.Done : InvoiceOutcome.TooManyReports,
            at => new StatusReported { AtMicros = at, Actor = command.Caller.Subject, Request = command.Request, Report = _state!.AsHeard(command.Report) }, // found before it happens
            cancellationToken);
        if (result is { IsReplay: false, State: { } state } && state.Reports.StandingOf(command.Report.Name) is { } standing)
        {
            metrics.OnReported(standing);
        }

        return result;
    }

    public async Task<InvoiceOutcome> CanSupersedeAsync(Caller caller, CancellationToken cancellationToken = default)
    {
        await EnsureLoadedAsync(cancellationToken);
        return _state is null || !caller.MaySee(_state.Invoice.Facility) ? InvoiceOutcome.NotFound
            : Allows(_state, InvoiceEventType.Superseded) ? InvoiceOutcome.Done
            : InvoiceOutcome.NotOpen;
    }

    public async Task<InvoiceOutcome> SupersedeAsync(string byPath, string actor, CancellationToken cancellationToken = default)
    {
        await EnsureLoadedAsync(cancellationToken);
        if (_state is null)
        {
            return InvoiceOutcome.NotFound;
        }

        if (_state.SupersededBy == byPath)
        {
            return InvoiceOutcome.Done;
        }

        // As in every change: a request that waits for the old invoice's verdict gets it, or it would wait for ever.
        if (_state.PendingCause is not null)
        {
            await TriageAsync();
        }

        if (!Allows(_state, InvoiceEventType.Superseded))
        {
            return InvoiceOutcome.NotOpen;
        }

        Demand(await AppendAsync(new Superseded { AtMicros = time.NowMicros(), Actor = actor, By = byPath }, null, [], cancellationToken));
        NudgeIfDue();
        return InvoiceOutcome.Done;
    }

    public async Task<InvoiceState?> GetAsync(Caller caller, CancellationToken cancellationToken = default)
    {
        await EnsureLoadedAsync(cancellationToken);
        return _state is { } state && caller.MaySee(state.Invoice.Facility) ? state : null;
    }

    public async Task<ImmutableArray<StoredEvent>> GetHistoryAsync(Caller caller, CancellationToken cancellationToken = default)
    {
        await EnsureLoadedAsync(cancellationToken);
        return _state is { } state && caller.MaySee(state.Invoice.Facility) ? (await ReadAsync(cancellationToken)).Events : [];
    }

    public Task WakeAsync(CancellationToken cancellationToken = default) => FinishAsync(cancellationToken);

    public async Task FinishAsync(CancellationToken cancellationToken = default)
    {
        var mayBeOld = _isLoaded;
        await EnsureLoadedAsync(cancellationToken);
        if (mayBeOld && DueCause() is null)
        {
            // The caller saw a row that says otherwise: another activation may have written it.
            await LoadAsync(cancellationToken);
        }

        if (DueCause() is { } cause)
        {
            await TriageAsync(cause);
        }
    }

    public async Task<bool> ReconsiderAsync(MasterDataKind kind, long version, CancellationToken cancellationToken = default)
    {
        await EnsureLoadedAsync(cancellationToken);

        // A judgement that is still open is made by what is in force now; its answer may have been begun by an older version.
        if (_state?.PendingCause is not null)
        {
            await TriageAsync();
        }

        if (_state is not { Status: InvoiceStatus.InReview or InvoiceStatus.OnHold or InvoiceStatus.Cleared } state
            || !await judge.DiffersAsync(_key, state, kind, version, cancellationToken))
        {
            return false;
        }

        await TriageAsync(TriageCause.MasterDataChanged);
        return true;
    }

    private TriageCause? DueCause() => _state switch
    {
        { PendingCause: { } cause } => cause,
        { Waiting: { Kind: WaitingKind.Hold } held } when held.AtMicros <= time.NowMicros() => TriageCause.HoldExpired,
        { Waiting: { Kind: WaitingKind.Host } awaited } when awaited.AtMicros <= time.NowMicros() => TriageCause.HostSilent,
        _ => null,
    };

    /// <summary>The same steps for every change after the first: judge whether it may be, append, and judge the invoice where the change asks for it.</summary>
    private async Task<InvoiceResult> ChangeAsync(
        RequestKey request,
        ImmutableArray<byte> hash,
        Caller caller,
        Func<InvoiceState, InvoiceOutcome> allow,
        Func<long, InvoiceEvent> happen,
        CancellationToken cancellationToken)
    {
        await EnsureLoadedAsync(cancellationToken);
        if (_state is null || !caller.MaySee(_state.Invoice.Facility))
        {
            return new InvoiceResult(InvoiceOutcome.NotFound);
        }

        if (await log.FindRequestAsync(_key.Tenant, request, cancellationToken) is { } known)
        {
            return await ReplayAsync(request, known, hash, cancellationToken);
        }

        // A judgement that a crash left open comes first, so that its waiting request gets its own verdict.
        if (_state.PendingCause is not null)
        {
            await TriageAsync();
        }

        var happened = happen(time.NowMicros());
        if (!Allows(_state, happened.Type))
        {
            return new InvoiceResult(InvoiceOutcome.NotOpen);
        }

        if (allow(_state) is var outcome && outcome != InvoiceOutcome.Done)
        {
            return new InvoiceResult(outcome);
        }

        var after = InvoiceState.Apply(_state, happened);
        var isJudged = after.PendingRequest == request;
        var fingerprints = ReferenceEquals(after.Invoice, _state.Invoice) ? [] : judge.FingerprintsOf(after.Invoice);
        var claim = new IdempotencyClaim(request, hash, isJudged ? null : _state.Seq + 1);
        var result = await AppendAsync(happened, claim, fingerprints, cancellationToken);
        if (result is { Outcome: AppendOutcome.KeyTaken, Taken: { } taken })
        {
            return await ReplayAsync(request, taken, hash, cancellationToken);
        }

        Demand(result);
        return await AnswerAsync(happened, isJudged);
    }

    private IInvoiceGrain Other(string path) => GrainFactory.GetInvoice(InvoiceKey.FromStored(_key.Tenant, path));

    private static bool Allows(InvoiceState state, InvoiceEventType by) => InvoiceTransitions.Table.Allows(state.Status, by);
}
