using Google.Protobuf;
using Triage.Models.History;
using Triage.Models.Intake;
using Wire = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>A history as the contract says it.</summary>
internal static class HistoryMapping
{
    public static Wire.GetHistoryResponse ToProto(IEnumerable<StoredEvent> events)
    {
        var wire = new Wire.GetHistoryResponse();
        InvoiceState? state = null;
        foreach (var stored in events)
        {
            state = InvoiceState.Apply(state, stored.Event);
            wire.Events.Add(ToProto(stored, state));
        }

        return wire;
    }

    private static Wire.HistoryEvent ToProto(StoredEvent stored, InvoiceState after)
    {
        var wire = new Wire.HistoryEvent
        {
            Seq = stored.Seq,
            Position = stored.Position,
            At = VerdictMapping.Time(stored.Event.AtMicros),
            Actor = stored.Event.Actor,
            InvoiceStatus = (Wire.InvoiceStatus)after.Status,
        };
        switch (stored.Event)
        {
            case Received received:
                wire.Received = new Wire.Received
                {
                    Invoice = InvoiceMapping.ToProto(received.Invoice),
                    PayloadSha256 = ByteString.CopyFrom(received.PayloadSha256.AsSpan()),
                    SupersedesInvoiceId = received.Supersedes is { } old ? InvoiceKey.IdPrefix + old : "",
                };
                break;
            case Triaged triaged:
                wire.Triaged = new Wire.Triaged { Verdict = VerdictMapping.ToProto(triaged.Verdict), Cause = (Wire.TriageCause)triaged.Cause };
                break;
            case ReferenceProvided provided:
                wire.ReferenceProvided = new Wire.ReferenceProvided { Reference = (Wire.Reference)provided.Reference, Value = provided.Value };
                break;
            case RetriageRequested retriage:
                wire.RetriageRequested = new Wire.RetriageRequested { Reason = retriage.Reason };
                break;
            case Cancelled cancelled:
                wire.Cancelled = new Wire.Cancelled { Reason = cancelled.Reason };
                break;
            case Superseded superseded:
                wire.Superseded = new Wire.Superseded { ByInvoiceId = InvoiceKey.IdPrefix + superseded.By };
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(stored));
        }

        return wire;
    }
}
