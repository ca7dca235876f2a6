using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Grains.Invoices;

/// <summary>One answer a key: how a request that was seen before is answered, and one that is new.</summary>
internal sealed partial class InvoiceGrain
{
    /// <summary>The invoice exists: equal content is the same submission under whatever key, anything else is another invoice.</summary>
    private async Task<InvoiceResult> ResubmitAsync(SubmitCommand command, ImmutableArray<byte> payload, ImmutableArray<byte> hash, CancellationToken cancellationToken)
    {
        if (await log.FindRequestAsync(_key.Tenant, command.Request, cancellationToken) is { } known)
        {
            return await ReplayAsync(command.Request, known, hash, cancellationToken);
        }

        if (!_state!.PayloadSha256.AsSpan().SequenceEqual(payload.AsSpan()) || _state.Supersedes != command.Supersedes) // callers have loaded it
        {
            return new InvoiceResult(InvoiceOutcome.InvoiceExists);
        }

        if (_state.PendingCause is not null && command.WaitForVerdict)
        {
            await TriageAsync();
        }

        // The second key is kept with the reply it got, so that it always gets the same one.
        var claim = new IdempotencyClaim(command.Request, hash, _state.Seq);
        var result = await log.AppendAsync(
            new InvoiceAppend { Key = _key, ExpectedSeq = _state.Seq, Events = [], After = _state, Claim = claim }, cancellationToken);
        if (result is { Outcome: AppendOutcome.KeyTaken, Taken: { } taken })
        {
            return await ReplayAsync(command.Request, taken, hash, cancellationToken);
        }

        Demand(result);
        return await ReplayAsync(command.Request, new IdempotencyRecord(_key.Path, hash, claim.ReplySeq), hash, cancellationToken);
    }

    /// <summary>The reply stored for a key: the invoice as of the event that answered it.</summary>
    private async Task<InvoiceResult> ReplayAsync(RequestKey request, IdempotencyRecord record, ImmutableArray<byte> hash, CancellationToken cancellationToken)
    {
        if (record.InvoicePath != _key.Path || !record.PayloadSha256.AsSpan().SequenceEqual(hash.AsSpan()))
        {
            return new InvoiceResult(InvoiceOutcome.KeyReused);
        }

        await EnsureLoadedAsync(cancellationToken);
        if (record.ReplySeq is null && _state?.PendingRequest != request)
        {
            // It was answered since the row was read, or another activation began it after this one read the history.
            await LoadAsync(cancellationToken);
        }

        if (record.ReplySeq is null && _state?.PendingRequest == request)
        {
            // Accepted, then something died before the verdict: finish it now. This is its first answer.
            var judgedAt = await TriageAsync();
            return new InvoiceResult(InvoiceOutcome.Done, _state, judgedAt, IsReplay: true);
        }

        // A row that was pending when it was read has been answered since.
        var replySeq = record.ReplySeq
            ?? (await log.FindRequestAsync(_key.Tenant, request, cancellationToken))?.ReplySeq
            ?? throw new StoreUnavailableException("The answer is being written; retry with the same key.");
        var (events, _) = await ReadAsync(cancellationToken);
        var state = InvoiceState.Fold(events.Take((int)replySeq).Select(e => e.Event));
        return new InvoiceResult(InvoiceOutcome.Done, state, events[(int)replySeq - 1].Event.AtMicros, IsReplay: true);
    }

    private async Task<InvoiceResult> AnswerAsync(InvoiceEvent happened, bool afterVerdict)
    {
        var answeredAt = happened.AtMicros;
        if (afterVerdict)
        {
            answeredAt = await TriageAsync();
        }
        else
        {
            NudgeIfDue();
        }

        return new InvoiceResult(InvoiceOutcome.Done, _state, answeredAt);
    }
}
