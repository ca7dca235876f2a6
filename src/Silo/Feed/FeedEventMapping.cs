using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Payloads;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Feed;

/// <summary>A stored event as the feed gives it: what GetHistory says of it, and whose it is.</summary>
internal sealed class FeedEventMapping(IInvoiceLog log)
{
    /// <exception cref="PayloadDamagedException">What is stored is not what was written.</exception>
    public async Task<Proto.FeedEvent> ToProtoAsync(FeedRow row, long epoch)
    {
        var happened = EventCodec.Decode(row.Event.Type, row.Event.AtMicros, row.Event.Payload, row.Event.Sensitive);
        var status = FeedStatus.GivenBy(happened) ?? await StatusAfterAsync(row.Key, row.Seq);
        return new Proto.FeedEvent
        {
            Cursor = new FeedCursor(epoch, row.Position).Write(row.Key.Tenant),
            EventId = FeedEventId.Of(row),
            Type = (Proto.EventType)row.Event.Type,
            InvoiceId = row.Key.InvoiceId,
            SourceSystem = row.SourceSystem,
            Facility = row.Facility ?? "",
            ServiceLine = row.ServiceLine ?? "",
            Event = HistoryMapping.ToProto(new StoredEvent(row.Seq, row.Position, happened), status),
        };
    }

    private async Task<InvoiceStatus> StatusAfterAsync(InvoiceKey key, long seq)
    {
        var events = await log.ReadAsync(key, CancellationToken.None);
        return InvoiceState.Fold(events.Where(stored => stored.Seq <= seq).Select(stored => stored.Event))?.Status ?? throw new PayloadDamagedException();
    }
}
