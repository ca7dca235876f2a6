using System.Collections.Immutable;
using Google.Protobuf;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal static class HistoryMapping
{
    public static Proto.GetHistoryResponse ToProto(this ImmutableArray<StoredEvent> events)
    {
        var response = new Proto.GetHistoryResponse();
        InvoiceState? state = null;
        foreach (var stored in events)
        {
            state = InvoiceState.Apply(state, stored.Event);
            response.Events.Add(ToProto(stored, state));
        }

        return response;
    }

    public static string ToId(string? path) => path is null ? "" : InvoiceKey.IdPrefix + path;

    public static Proto.HistoryEvent ToProto(StoredEvent stored, InvoiceState after) =>
        ToProto(stored, after.Statuses, stored.Event is StatusReported reported ? after.Reports.StandingOf(reported.Report.Name) : null);

    /// <param name="after">The statuses after the event.</param>
    /// <param name="standing">Of a report: where it stands then.</param>
    public static Proto.HistoryEvent ToProto(StoredEvent stored, ReportedStatuses after, ReportStanding? standing = null)
    {
        var proto = new Proto.HistoryEvent
        {
            Seq = stored.Seq,
            At = Times.ToProto(stored.Event.AtMicros),
            Actor = stored.Event.Actor,
            InvoiceStatus = (Proto.InvoiceStatus)after.Invoice,
            CodingStatus = (Proto.CodingStatus)after.Coding,
            PaymentStatus = (Proto.PaymentStatus)after.Payment,
            Position = stored.Position,
        };
        switch (stored.Event)
        {
            case Received received:
                proto.Received = new Proto.Received
                {
                    Invoice = received.Invoice.ToProto(),
                    PayloadSha256 = ByteString.CopyFrom(received.PayloadSha256.AsSpan()),
                    SupersedesInvoiceId = ToId(received.Supersedes),
                };
                break;
            case Triaged triaged:
                proto.Triaged = new Proto.Triaged { Verdict = triaged.Verdict.ToProto(), Cause = (Proto.TriageCause)triaged.Cause };
                break;
            case ReferenceProvided provided:
                proto.ReferenceProvided = new Proto.ReferenceProvided { Reference = (Proto.Reference)provided.Reference, Value = provided.Value };
                break;
            case RetriageRequested requested:
                proto.RetriageRequested = new Proto.RetriageRequested { Reason = requested.Reason };
                break;
            case Cancelled cancelled:
                proto.Cancelled = new Proto.Cancelled { Reason = cancelled.Reason };
                break;
            case Superseded superseded:
                proto.Superseded = new Proto.Superseded { ByInvoiceId = ToId(superseded.By) };
                break;
            case StatusReported reported:
                proto.StatusReported = new Proto.StatusReported
                {
                    Report = reported.Report.ToProto(),
                    Standing = (Proto.ReportStanding)(standing ?? 0), // it was just taken
                };
                break;
            default:
                throw new InvalidOperationException($"The contract has no event {stored.Event.Type}.");
        }

        return proto;
    }
}
