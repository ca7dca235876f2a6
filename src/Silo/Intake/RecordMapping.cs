using Google.Protobuf;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>An invoice's state as the answers of the calls show it.</summary>
internal static class RecordMapping
{
    public static Proto.SubmitResponse ToSubmitResponse(this InvoiceState state, InvoiceKey key) => new()
    {
        InvoiceId = key.InvoiceId,
        ReceivedAt = Times.ToProto(state.ReceivedAtMicros),
        PayloadSha256 = ByteString.CopyFrom(state.PayloadSha256.AsSpan()),
        InvoiceStatus = (Proto.InvoiceStatus)state.Status,
        Verdict = state.Verdict.ToProto(),
    };

    public static Proto.JudgedResponse ToJudgedResponse(this InvoiceState state, InvoiceKey key) => new()
    {
        InvoiceId = key.InvoiceId,
        InvoiceStatus = (Proto.InvoiceStatus)state.Status,
        Verdict = state.Verdict.ToProto(),
    };

    public static Proto.InvoiceRecord ToRecord(this InvoiceState state, InvoiceKey key) => new()
    {
        InvoiceId = key.InvoiceId,
        Invoice = state.Invoice.ToProto(),
        InvoiceStatus = (Proto.InvoiceStatus)state.Status,
        CodingStatus = (Proto.CodingStatus)state.Coding,
        PaymentStatus = (Proto.PaymentStatus)state.Payment,
        Verdict = state.Verdict.ToProto(),
        ReceivedAt = Times.ToProto(state.ReceivedAtMicros),
        Version = state.Seq,
        SupersedesInvoiceId = HistoryMapping.ToId(state.Supersedes),
        SupersededByInvoiceId = HistoryMapping.ToId(state.SupersededBy),
        UnsettledReports = { state.Reports.Entries.Where(entry => entry.Standing is ReportStanding.Kept or ReportStanding.Contradictory).Select(ReportMapping.ToProto) },
        ErpDocumentNumber = state.Reports.Document ?? "",
    };
}
