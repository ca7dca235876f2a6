using System.Collections.Immutable;
using Npgsql;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using static NpgsqlTypes.NpgsqlDbType;
using static Triage.Storage.Postgres.PostgresReads;

namespace Triage.Storage.Postgres;

internal sealed class PostgresInvoiceIndex(PostgresReaders readers) : IInvoiceIndex
{
    private static readonly string List = SqlText.Statement("Postgres", "list-invoices");

    public ValueTask<ImmutableArray<InvoiceRow>> ListAsync(InvoiceQuery query, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => ListAsync(connection, query, token), cancellationToken);

    private static async Task<ImmutableArray<InvoiceRow>> ListAsync(NpgsqlConnection connection, InvoiceQuery query, CancellationToken cancellationToken)
    {
        var statusBits = query.Statuses.Aggregate(0L, (bits, status) => bits | (1L << (int)status));
        var codingBits = query.Codings.Aggregate(0L, (bits, status) => bits | (1L << (int)status));
        var paymentBits = query.Payments.Aggregate(0L, (bits, status) => bits | (1L << (int)status));
        var rows = ImmutableArray.CreateBuilder<InvoiceRow>();
        await using var command = Command(
            connection, List,
            query.Tenant, query.BeforeArrival, statusBits, codingBits, paymentBits, (short)query.Verdict, OrNull(Text, query.Facility), OrNull(NpgsqlTypes.NpgsqlDbType.Array | Text, query.FacilityScope?.ToArray()),
            OrNull(Text, query.ServiceLine), OrNull(Text, query.SourceSystem), OrNull(Text, query.SupplierId), query.Exception is { } code ? 1L << (int)code : 0L,
            query.ReceivedFromMicros, query.ReceivedBeforeMicros, (long)query.CountMax);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(ToRow(row, query.Tenant));
        }

        return rows.ToImmutable();
    }

    private static InvoiceRow ToRow(NpgsqlDataReader row, string tenant) => new(
        InvoiceKey.FromStored(tenant, row.GetString(0)),
        row.GetInt64(1),
        (InvoiceStatus)row.GetInt16(2),
        (VerdictKind)row.GetInt16(3),
        (VerdictKind)row.GetInt16(4),
        row.GetInt64(5),
        (InvoiceKind)row.GetInt16(6),
        TextOf(row, 7),
        TextOf(row, 8),
        TextOf(row, 9),
        TextOf(row, 10),
        row.GetString(11),
        row.IsDBNull(12) ? null : row.GetInt64(12),
        row.IsDBNull(13) ? null : DateOnly.FromDayNumber(row.GetInt32(13)),
        row.GetInt64(14),
        (CodingStatus)row.GetInt16(15),
        (PaymentStatus)row.GetInt16(16));

    private static string? TextOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
