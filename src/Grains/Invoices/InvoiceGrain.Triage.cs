using System.Collections.Immutable;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Matching;

namespace Triage.Grains.Invoices;

/// <summary>Judging, and the appends that every step goes through.</summary>
internal sealed partial class InvoiceGrain
{
    /// <summary>
    /// An invoice that is stored is judged: looks for twins after that commit, judges, and stores the verdict
    /// with the reply that waits for it. A caller's deadline never reaches here: what was accepted is judged.
    /// </summary>
    /// <returns>When that happened.</returns>
    private async Task<long> TriageAsync(TriageCause? because = null)
    {
        var state = _state!; // callers have loaded it
        var cause = because ?? state.PendingCause ?? throw new InvalidOperationException("Nothing is due.");
        using var span = InvoiceTracing.Triage(_key, cause);
        var started = time.GetTimestamp();
        var supersessionFailed = state is { Supersedes: { } old, Verdict: null }
            && await Other(old).SupersedeAsync(_key.Path, InvoiceEvent.TriageActor, CancellationToken.None) != InvoiceOutcome.Done;
        var (verdict, _) = await judge.JudgeAsync(_key, state, cause, supersessionFailed, isChecked: false, CancellationToken.None);
        var triaged = new Triaged { AtMicros = time.NowMicros(), Actor = InvoiceEvent.TriageActor, Cause = cause, Verdict = verdict };
        Demand(await AppendAsync(triaged, null, [], CancellationToken.None));
        span?.SetTag("triage.verdict", verdict.Kind.ToString());
        metrics.OnTriaged(verdict, time.GetElapsedTime(started));

        // Reports that came too early fitted once it was cleared, and say something that this verdict did not know.
        NudgeIfDue();
        return triaged.AtMicros;
    }

    private Task<AppendResult> AppendAsync(
        InvoiceEvent happened, IdempotencyClaim? claim, ImmutableArray<BlockingKey> fingerprints, CancellationToken cancellationToken)
    {
        var append = new InvoiceAppend
        {
            Key = _key,
            ExpectedSeq = _state?.Seq ?? 0,
            Events = [EventCodec.Encode(happened)],
            After = InvoiceState.Apply(_state, happened),
            Claim = claim,
            Completes = happened is Triaged ? _state?.PendingRequest : null,
            Fingerprints = fingerprints,
        };
        return AppendAsync(append, cancellationToken);
    }

    private async Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken)
    {
        AppendResult result;
        using var span = InvoiceTracing.Append(_key, append.After.Seq);
        try
        {
            result = await log.AppendAsync(append, cancellationToken);
        }
        catch
        {
            // Written or not is unknown here: the store knows.
            Forget();
            throw;
        }

        if (result.Outcome == AppendOutcome.Committed)
        {
            Remember(append.After);
        }

        return result;
    }

    /// <summary>For appends that nothing but another activation can keep from happening.</summary>
    private void Demand(AppendResult result)
    {
        if (result.Outcome == AppendOutcome.Committed)
        {
            return;
        }

        metrics.OnStale();
        ActivationFoundStale(_key);
        Forget();
        DeactivateOnIdle();
        throw new StaleActivationException();
    }

    /// <summary>Where nobody waits for the verdict: the nudge comes back as a call of its own, the due row covers its loss.</summary>
    private void NudgeIfDue()
    {
        if (_state?.PendingCause is not null)
        {
            _ = this.AsReference<IInvoiceGrain>().WakeAsync();
        }
    }

    private ValueTask EnsureLoadedAsync(CancellationToken cancellationToken) => _isLoaded ? ValueTask.CompletedTask : LoadAsync(cancellationToken);

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var (_, state) = await ReadAsync(cancellationToken);
        Remember(state);
    }
}
