using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Payloads;

namespace Triage.Grains.Invoices;

/// <summary>Reading the history: what is damaged is said, never answered from.</summary>
internal sealed partial class InvoiceGrain
{
    /// <exception cref="PayloadDamagedException">The stored history is not one that was written.</exception>
    private async ValueTask<(ImmutableArray<StoredEvent> Events, InvoiceState? State)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var events = await log.ReadAsync(_key, cancellationToken);
            var state = InvoiceState.Fold(events.Select(e => e.Event));
            if (events is [{ Event: Received received }, ..] && !IsAsAccepted(received))
            {
                throw new PayloadDamagedException();
            }

            return (events, state);
        }
        catch (Exception failure) when (failure is PayloadDamagedException or IllegalTransitionException or FormatException or ArgumentException or OverflowException)
        {
            metrics.OnDamaged();
            HistoryFoundDamaged(_key);
            throw new PayloadDamagedException();
        }
    }

    // Without sensitive fields it cannot be told: it had none, or they were destroyed.
    private static bool IsAsAccepted(Received received) =>
        !InvoiceCodec.HasSensitive(received.Invoice)
        || InvoiceCodec.HashOf(received.Invoice).AsSpan().SequenceEqual(received.PayloadSha256.AsSpan());
}
