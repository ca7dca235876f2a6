using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.IdentityModel.Tokens;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Silo.Access;
using Wire = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>Listing between the contract and the domain. A page token is a position bound to the filters and the tenant it was given for.</summary>
internal static class InvoiceListMapping
{
    private const int PageSizeDefault = 100;
    private const int PageSizeMax = 1000;

    public static InvoiceQuery ToDomain(Wire.ListInvoicesRequest request, TokenCaller caller, Violations violations)
    {
        var read = new FieldReader(violations);
        if (request.PageSize is < 0 or > PageSizeMax)
        {
            violations.Add("page_size", $"must be 0 to {PageSizeMax}");
        }

        var before = long.MaxValue;
        if (request.PageToken.Length > 0 && !TryRead(request.PageToken, FilterOf(request, caller.Tenant), out before))
        {
            violations.Add("page_token", "was not given by this call with these filters");
        }

        return new InvoiceQuery
        {
            Tenant = caller.Tenant,
            CountMax = request.PageSize == 0 ? PageSizeDefault : request.PageSize,
            BeforePosition = before,
            Statuses = [.. request.InvoiceStatus.Select((s, i) => read.Choice<InvoiceStatus>($"invoice_status[{i}]", (int)s))],
            Verdict = request.Verdict == 0 ? VerdictKind.None : read.Choice<VerdictKind>("verdict", (int)request.Verdict),
            FacilityScope = caller.Caller.Facilities,
            Facility = read.Optional("facility", request.Facility),
            ServiceLine = read.Optional("service_line", request.ServiceLine),
            SourceSystem = read.Optional("source_system", request.SourceSystem),
            SupplierId = read.Optional("supplier_id", request.SupplierId),
            Exception = request.Exception == 0 ? null : read.Choice<ExceptionCode>("exception", (int)request.Exception),
            ReceivedFromMicros = Time("received_from", request.ReceivedFrom, violations) ?? long.MinValue,
            ReceivedBeforeMicros = Time("received_before", request.ReceivedBefore, violations) ?? long.MaxValue,
        };
    }

    public static Wire.ListInvoicesResponse ToProto(ImmutableArray<InvoiceRow> rows, InvoiceQuery query, Wire.ListInvoicesRequest request) => new()
    {
        Invoices = { rows.Select(ToProto) },
        NextPageToken = rows.Length == query.CountMax ? Write(rows[^1].Position, FilterOf(request, query.Tenant)) : "",
    };

    private static Wire.InvoiceSummary ToProto(InvoiceRow row)
    {
        var wire = new Wire.InvoiceSummary
        {
            InvoiceId = row.Key.InvoiceId,
            InvoiceStatus = (Wire.InvoiceStatus)row.Status,
            Verdict = (Wire.VerdictKind)row.Verdict,
            WouldBe = (Wire.VerdictKind)row.WouldBe,
            Kind = (Wire.InvoiceKind)row.Kind,
            SupplierId = row.SupplierId ?? "",
            SupplierInvoiceNumber = row.SupplierInvoiceNumber ?? "",
            Facility = row.Facility ?? "",
            ServiceLine = row.ServiceLine ?? "",
            Currency = row.Currency,
            IssueDate = row.IssueDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            ReceivedAt = VerdictMapping.Time(row.ReceivedAtMicros),
        };
        if (row.TotalMinor is { } total)
        {
            wire.TotalAmountMinor = total;
        }

        wire.Exceptions.AddRange(System.Enum.GetValues<ExceptionCode>().Where(code => (row.ExceptionBits >> (int)code & 1) == 1).Select(code => (Wire.ExceptionCode)code));
        return wire;
    }

    private static long? Time(string field, Timestamp? time, Violations violations)
    {
        if (time is null)
        {
            return null;
        }

        try
        {
            return StoreTime.ToMicros(time.ToDateTimeOffset());
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentOutOfRangeException)
        {
            violations.Add(field, "must be a time from year 1 to 9999");
            return null;
        }
    }

    private static byte[] FilterOf(Wire.ListInvoicesRequest request, string tenant)
    {
        var filters = request.Clone();
        (filters.PageSize, filters.PageToken) = (0, "");
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(tenant), 0, .. filters.ToByteArray()])[..8];
    }

    private static string Write(long position, byte[] filter)
    {
        var token = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(token, position);
        filter.CopyTo(token, 8);
        return Base64UrlEncoder.Encode(token);
    }

    private static bool TryRead(string token, byte[] filter, out long position)
    {
        position = 0;
        Span<byte> bytes = stackalloc byte[16];
        if (token.Length != 22 || !System.Buffers.Text.Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != 16 || !bytes[8..].SequenceEqual(filter))
        {
            return false;
        }

        position = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return position > 0;
    }
}
