using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Examples.SubscribingHost;

/// <summary>Acts on each verdict once. The order is what makes it exact: first the effect under the event's id, then the cursor.</summary>
internal sealed class Subscriber(TriageClient triage, Erp erp, OnceFile notices, CursorFile cursor)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var from = new SubscribeRequest { Cursor = cursor.Read(), EventType = { EventType.Triaged } };

        // Broken streams are opened again by the client; only our own crash needs the file.
        await foreach (var message in triage.FollowAsync(from, cancellationToken: cancellationToken))
        {
            if (message.Event is { } happened)
            {
                await ActAsync(happened, cancellationToken);
            }

            cursor.Write(message.Event?.Cursor ?? message.Heartbeat.Cursor);
        }
    }

    private async Task ActAsync(FeedEvent happened, CancellationToken cancellationToken)
    {
        var verdict = happened.Event.Triaged.Verdict.Kind;

        // An effect without a key of its own, such as a mail to the buyer: the event's id is its key.
        notices.Do(happened.EventId, $"{happened.InvoiceId} {verdict}");
        if (verdict != VerdictKind.Clear)
        {
            return;
        }

        // An event says what happened, not what holds now: since then it may have been recalled or cancelled.
        var now = await triage.Intake.GetInvoiceAsync(new GetInvoiceRequest { InvoiceId = happened.InvoiceId }, cancellationToken: cancellationToken);
        if (now.InvoiceStatus == InvoiceStatus.Cleared)
        {
            // An effect that has a key of its own: the ERP posts an invoice once, however many verdicts clear it.
            await erp.PostAsync(happened.InvoiceId, cancellationToken);
        }
    }
}
