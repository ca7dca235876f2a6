using Google.Protobuf.WellKnownTypes;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal sealed class InvoiceListing(IInvoiceIndex index)
{
    private const int PageSizeDefault = 100;
    private const int PageSizeMax = 1000;
    private const int StatusesMax = 100;

    public async Task<Proto.ListInvoicesResponse> ListAsync(Proto.ListInvoicesRequest request, Identity identity, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var query = ToDomain(request, identity, new Fields(violations));
        violations.ThrowIfAny();
        var response = new Proto.ListInvoicesResponse();

        // A scope without any facility must not reach a store, where an empty list might mean no filter.
        if (query.FacilityScope is { IsEmpty: true })
        {
            return response;
        }

        var pageSize = query.CountMax;
        var rows = await index.ListAsync(query with { CountMax = pageSize + 1 }, cancellationToken);
        response.Invoices.Add(rows.Take(pageSize).Select(ToProto));
        if (rows.Length > pageSize)
        {
            response.NextPageToken = PageToken.Write(rows[pageSize - 1].Arrival, identity.Tenant, request);
        }

        return response;
    }

    private static InvoiceQuery ToDomain(Proto.ListInvoicesRequest request, Identity identity, Fields fields)
    {
        if (request.PageSize is < 0 or > PageSizeMax)
        {
            fields.Refuse("page_size", "must lie between 0 and 1000");
        }

        if (request.InvoiceStatus.Count > StatusesMax)
        {
            fields.Refuse("invoice_status", "must be at most 100");
        }

        if (request.CodingStatus.Count > StatusesMax)
        {
            fields.Refuse("coding_status", "must be at most 100");
        }

        if (request.PaymentStatus.Count > StatusesMax)
        {
            fields.Refuse("payment_status", "must be at most 100");
        }

        return new InvoiceQuery
        {
            Tenant = identity.Tenant,
            CountMax = request.PageSize == 0 ? PageSizeDefault : request.PageSize,
            BeforeArrival = Position(request, identity, fields),
            Statuses = [.. request.InvoiceStatus.Take(StatusesMax).Select(status => fields.Choice<InvoiceStatus>("invoice_status", (int)status)).Distinct()],
            Codings = [.. request.CodingStatus.Take(StatusesMax).Select(status => fields.Choice<CodingStatus>("coding_status", (int)status)).Distinct()],
            Payments = [.. request.PaymentStatus.Take(StatusesMax).Select(status => fields.Choice<PaymentStatus>("payment_status", (int)status)).Distinct()],
            Verdict = request.Verdict == Proto.VerdictKind.Unspecified ? VerdictKind.None : fields.Choice<VerdictKind>("verdict", (int)request.Verdict),
            FacilityScope = identity.Caller.Facilities,
            Facility = fields.Identifier("facility", request.Facility),
            ServiceLine = fields.Identifier("service_line", request.ServiceLine),
            SourceSystem = fields.Identifier("source_system", request.SourceSystem),
            SupplierId = fields.Identifier("supplier_id", request.SupplierId),
            Exception = request.Exception == Proto.ExceptionCode.Unspecified ? null : fields.Choice<ExceptionCode>("exception", (int)request.Exception),
            ReceivedFromMicros = Micros(request.ReceivedFrom, fields, "received_from") ?? long.MinValue,
            ReceivedBeforeMicros = Micros(request.ReceivedBefore, fields, "received_before") ?? long.MaxValue,
        };
    }

    private static long Position(Proto.ListInvoicesRequest request, Identity identity, Fields fields)
    {
        if (request.PageToken.Length == 0)
        {
            return long.MaxValue;
        }

        if (PageToken.Read(request.PageToken, identity.Tenant, request) is { } position)
        {
            return position;
        }

        fields.Refuse("page_token", "was not given by this call with these filters");
        return 0;
    }

    private static long? Micros(Timestamp? time, Fields fields, string field) => time is null ? null : Times.ToMicros(time, fields, field);

    private static Proto.InvoiceSummary ToProto(InvoiceRow row)
    {
        var summary = new Proto.InvoiceSummary
        {
            InvoiceId = row.Key.InvoiceId,
            InvoiceStatus = (Proto.InvoiceStatus)row.Status,
            Verdict = row.Verdict == VerdictKind.None ? Proto.VerdictKind.Pending : (Proto.VerdictKind)row.Verdict,
            WouldBe = (Proto.VerdictKind)row.WouldBe,
            Kind = (Proto.InvoiceKind)row.Kind,
            SupplierId = row.SupplierId ?? "",
            SupplierInvoiceNumber = row.SupplierInvoiceNumber ?? "",
            Facility = row.Facility ?? "",
            ServiceLine = row.ServiceLine ?? "",
            Currency = row.Currency,
            IssueDate = InvoiceMapping.ToProto(row.IssueDate),
            ReceivedAt = Times.ToProto(row.ReceivedAtMicros),
            CodingStatus = (Proto.CodingStatus)row.Coding,
            PaymentStatus = (Proto.PaymentStatus)row.Payment,
            Exceptions = { ExceptionsOf(row.ExceptionBits) },
        };
        if (row.TotalMinor is { } total)
        {
            summary.TotalAmountMinor = total;
        }

        return summary;
    }

    private static IEnumerable<Proto.ExceptionCode> ExceptionsOf(long bits) =>
        System.Enum.GetValues<ExceptionCode>().Where(code => (bits & (1L << (int)code)) != 0).Select(code => (Proto.ExceptionCode)code);
}
