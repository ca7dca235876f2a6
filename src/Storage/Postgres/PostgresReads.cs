using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Storage.Postgres;

/// <summary>Reads that more than one part of the store makes, on a connection given.</summary>
internal static class PostgresReads
{
    private static readonly string History = SqlText.Statement("Postgres", "read-history");
    private static readonly string Request = SqlText.Statement("Postgres", "find-request");
    private static readonly string EventPayload = SqlText.Statement("Postgres", "find-event-payload");

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    /// <summary>A value that may be absent: its type must be named.</summary>
    public static NpgsqlParameter OrNull(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    public static async Task<ImmutableArray<StoredEvent>> ReadHistoryAsync(NpgsqlConnection connection, InvoiceKey key, CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        await using var command = Command(connection, History, key.Tenant, key.Path);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var sensitive = row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5);
            var happened = EventCodec.Decode((InvoiceEventType)checked((byte)row.GetInt16(2)), row.GetInt64(3), row.GetFieldValue<byte[]>(4), sensitive);
            events.Add(new StoredEvent(row.GetInt64(0), row.GetInt64(1), happened));
        }

        return events.ToImmutable();
    }

    public static async Task<IdempotencyRecord?> FindRequestAsync(NpgsqlConnection connection, string tenant, RequestKey request, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, Request, tenant, request.Rpc, request.Key);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? ToRecord(row) : null;
    }

    public static IdempotencyRecord ToRecord(NpgsqlDataReader row) =>
        new(row.GetString(0), [.. row.GetFieldValue<byte[]>(1)], row.IsDBNull(2) ? null : row.GetInt64(2));

    /// <returns><c>null</c> where there is no such event.</returns>
    public static async Task<byte[]?> FindEventPayloadAsync(NpgsqlConnection connection, InvoiceKey key, long seq, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, EventPayload, key.Tenant, key.Path, seq);
        return (byte[]?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
