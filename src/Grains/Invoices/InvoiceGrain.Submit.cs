using System.Collections.Immutable;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Grains.Invoices;

/// <summary>
/// A new invoice. Who waits for its verdict gets it from one append: judged first, then stored with its verdict unless a twin or new
/// master data came meanwhile. Everything else is stored first and judged after (a second append), which always works.
/// </summary>
internal sealed partial class InvoiceGrain
{
    /// <summary>Where what it is judged by keeps changing, two appends end it. The first try may rest on a guess of the index.</summary>
    private const int JudgedFirstTriesMax = 4;

    public async Task<InvoiceResult> SubmitAsync(SubmitCommand command, CancellationToken cancellationToken = default)
    {
        var payload = InvoiceCodec.HashOf(command.Invoice);
        var hash = command.Supersedes is { } corrected ? RequestHash.Of(corrected, 0, Convert.ToHexString(payload.AsSpan())) : payload;
        if (_isLoaded && _state is not null)
        {
            return await ResubmitAsync(command, payload, hash, cancellationToken);
        }

        if (command.Supersedes is { } old)
        {
            var outcome = await Other(old).CanSupersedeAsync(command.Caller, cancellationToken);
            if (outcome != InvoiceOutcome.Done && await log.FindRequestAsync(_key.Tenant, command.Request, cancellationToken) is null)
            {
                return new InvoiceResult(outcome);
            }
        }

        var received = new Received
        {
            AtMicros = time.NowMicros(),
            Actor = command.Caller.Subject,
            Request = command.WaitForVerdict ? command.Request : null,
            Invoice = command.Invoice,
            PayloadSha256 = payload,
            Supersedes = command.Supersedes,
        };
        var (result, judgedAt) = command is { WaitForVerdict: true, Supersedes: null }
            ? await ReceiveJudgedAsync(received, command.Request, hash, cancellationToken)
            : default;
        if (result.Outcome == AppendOutcome.None)
        {
            var claim = new IdempotencyClaim(command.Request, hash, command.WaitForVerdict ? null : 1);
            result = await AppendAsync(received, claim, judge.FingerprintsOf(command.Invoice), cancellationToken);
        }

        switch (result.Outcome)
        {
            case AppendOutcome.Committed:
                metrics.OnReceived(judgedFirst: judgedAt is not null);
                if (judgedAt is not { } at)
                {
                    return await AnswerAsync(received, command.WaitForVerdict);
                }

                // Answered for good: its next call is as a rule minutes away, and what lives for seconds is what makes collections dear.
                DeactivateOnIdle();
                return new InvoiceResult(InvoiceOutcome.Done, _state, at);
            case AppendOutcome.KeyTaken when result.Taken is { } taken:
                return await ReplayAsync(command.Request, taken, hash, cancellationToken);
            default:
                // It was submitted before this activation: read what it is and answer to that.
                await LoadAsync(cancellationToken);
                return await ResubmitAsync(command, payload, hash, cancellationToken);
        }
    }

    /// <returns><see cref="AppendOutcome.None"/>: not in one append, nothing is stored.</returns>
    private async Task<(AppendResult Result, long? JudgedAt)> ReceiveJudgedAsync(
        Received received, RequestKey request, ImmutableArray<byte> hash, CancellationToken cancellationToken)
    {
        var state = InvoiceState.Apply(null, received);
        var first = EventCodec.Encode(received);
        var claim = new IdempotencyClaim(request, hash, 2);
        var fingerprints = judge.FingerprintsOf(received.Invoice);
        for (var tries = 1; tries <= JudgedFirstTriesMax; tries++)
        {
            using var span = InvoiceTracing.Triage(_key, TriageCause.Received);
            var started = time.GetTimestamp();
            if (await JudgeFirstAsync(state, cancellationToken) is not { By: { } by } judgement)
            {
                break;
            }

            var triaged = new Triaged { AtMicros = time.NowMicros(), Actor = InvoiceEvent.TriageActor, Cause = TriageCause.Received, Verdict = judgement.Verdict };
            var append = new InvoiceAppend
            {
                Key = _key,
                ExpectedSeq = 0,
                Events = [first, EventCodec.Encode(triaged)],
                After = InvoiceState.Apply(state, triaged),
                Claim = claim,
                JudgedBy = by,
                Fingerprints = fingerprints,
            };
            var result = await AppendAsync(append, cancellationToken);
            if (result.Outcome == AppendOutcome.Committed)
            {
                span?.SetTag("triage.verdict", judgement.Verdict.Kind.ToString());
                metrics.OnTriaged(judgement.Verdict, time.GetElapsedTime(started));
                return (result, triaged.AtMicros);
            }

            if (result.Outcome != AppendOutcome.Overtaken)
            {
                return (result, null);
            }

            metrics.OnOvertaken();
        }

        return default;
    }

    /// <returns>
    /// <c>null</c> where it cannot be judged now, whatever the reason: what can be written is kept, and judged later. A retry, too, must
    /// get as far as the append, which knows the reply that is stored for its key.
    /// </returns>
    private async Task<Judgement?> JudgeFirstAsync(InvoiceState state, CancellationToken cancellationToken)
    {
        try
        {
            return await judge.JudgeAsync(_key, state, TriageCause.Received, supersessionFailed: false, isChecked: true, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return null;
        }
    }
}
