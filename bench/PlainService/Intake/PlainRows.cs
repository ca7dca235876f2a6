using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.PlainService.Rows;
using InvoiceRow = Triage.PlainService.Rows.InvoiceRow;

namespace Triage.PlainService.Intake;

/// <summary>Every row of a Submit but the events, whose positions are given last.</summary>
internal static class PlainRows
{
    public static void Add(PlainContext context, InvoiceKey key, RequestKey request, InvoiceState after, EncodedEvent received)
    {
        var (tenant, path, invoice) = (key.Tenant, key.Path, after.Invoice);
        var verdict = after.Verdict ?? throw new ArgumentException("It was judged.", nameof(after));
        context.Add(new RequestRow { Tenant = tenant, Rpc = request.Rpc, Key = request.Key, Invoice = path, PayloadSha256 = [.. after.PayloadSha256], ReplySeq = after.Seq });
        var entry = context.Add(new InvoiceRow
        {
            Tenant = tenant,
            Invoice = path,
            Seq = after.Seq,
            Status = (short)after.Status,
            Verdict = (short)verdict.Kind,
            WouldBe = (short)verdict.WouldBe,
            ExceptionBits = verdict.ExceptionBits,
            Kind = (short)invoice.Kind,
            SourceSystem = invoice.SourceSystem,
            SupplierId = invoice.SupplierId,
            SupplierInvoiceNumber = invoice.SupplierInvoiceNumber,
            Facility = invoice.Facility,
            ServiceLine = invoice.ServiceLine,
            Currency = invoice.Currency,
            TotalMinor = invoice.TotalMinor,
            IssueDay = invoice.IssueDate?.DayNumber,
            ReceivedAtMicros = after.ReceivedAtMicros,
            TwinSummary = TwinSummaryCodec.Encode(TwinSummary.Of(invoice)),
        });
        foreach (var (hash, day) in BlockingKeys.ToStore(invoice).Select(fingerprint => (fingerprint.Hash, fingerprint.Day)).Distinct())
        {
            context.Add(new FingerprintRow { Tenant = tenant, Hash = hash, Day = day, InvoiceId = entry.Entity.Id });
        }

        if (received.Sensitive is { } sensitive)
        {
            context.Add(new SensitiveRow { Tenant = tenant, Invoice = path, Seq = 1, KeyId = "none", Payload = sensitive });
        }

        context.Add(new WaitingRow { Tenant = tenant, Invoice = path, Kind = (short)after.Waiting.Kind, AtMicros = after.Waiting.AtMicros });
        if (after.Waiting.Kind == WaitingKind.Review)
        {
            var severity = verdict.Reasons.IsEmpty ? Severity.Info : verdict.Reasons.Max(reason => reason.Severity);
            context.Add(new ReviewItemRow
            {
                Tenant = tenant,
                Invoice = path,
                Seq = after.Seq,
                Severity = (short)severity,
                ExceptionBits = verdict.ExceptionBits,
                EnteredAtMicros = after.Waiting.AtMicros,
            });
        }
    }
}
