using System.Collections.Immutable;
using System.Text.Json;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteInvoiceIndex(SqliteReaders readers) : IInvoiceIndex
{
    public ValueTask<ImmutableArray<InvoiceRow>> ListAsync(InvoiceQuery query, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => List(reader, query), cancellationToken);

    private static ImmutableArray<InvoiceRow> List(SqliteReader reader, InvoiceQuery query)
    {
        var statusBits = query.Statuses.Aggregate(0L, (bits, status) => bits | (1L << (int)status));
        var codingBits = query.Codings.Aggregate(0L, (bits, status) => bits | (1L << (int)status));
        var paymentBits = query.Payments.Aggregate(0L, (bits, status) => bits | (1L << (int)status));
        var scope = query.FacilityScope is { } facilities ? JsonSerializer.Serialize(facilities.ToArray()) : null;
        var rows = ImmutableArray.CreateBuilder<InvoiceRow>();
        using var row = reader.Invoices.Read(
            query.Tenant, query.BeforeArrival, statusBits, codingBits, paymentBits, (long)query.Verdict, query.Facility, scope, query.ServiceLine, query.SourceSystem,
            query.SupplierId, query.Exception is { } code ? 1L << (int)code : 0L, query.ReceivedFromMicros, query.ReceivedBeforeMicros, (long)query.CountMax);
        while (row.Read())
        {
            rows.Add(ToRow(row, query.Tenant));
        }

        return rows.ToImmutable();
    }

    private static InvoiceRow ToRow(SqliteRow row, string tenant) => new(
        InvoiceKey.FromStored(tenant, row.GetString(0)),
        row.GetInt64(1),
        (InvoiceStatus)row.GetByte(2),
        (VerdictKind)row.GetByte(3),
        (VerdictKind)row.GetByte(4),
        row.GetInt64(5),
        (InvoiceKind)row.GetByte(6),
        Text(row, 7),
        Text(row, 8),
        Text(row, 9),
        Text(row, 10),
        row.GetString(11),
        row.IsDBNull(12) ? null : row.GetInt64(12),
        row.IsDBNull(13) ? null : DateOnly.FromDayNumber(row.GetInt32(13)),
        row.GetInt64(14),
        (CodingStatus)row.GetByte(15),
        (PaymentStatus)row.GetByte(16));

    private static string? Text(SqliteRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
