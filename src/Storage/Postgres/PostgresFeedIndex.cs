using System.Collections.Immutable;
using Npgsql;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Storage.Postgres;

internal sealed class PostgresFeedIndex(PostgresReaders readers) : IFeedIndex
{
    private static readonly string Head = SqlText.Statement("Postgres", "find-feed-head");
    private static readonly string Tenants = SqlText.Statement("Postgres", "list-tenants");
    private static readonly string Read = SqlText.Statement("Postgres", "read-feed");

    public ValueTask<FeedHead> HeadAsync(string tenant, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => HeadAsync(connection, tenant, token), cancellationToken);

    public ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            async (connection, token) =>
            {
                var tenants = ImmutableArray.CreateBuilder<string>();
                await using var command = PostgresReads.Command(connection, Tenants);
                await using var row = await command.ExecuteReaderAsync(token);
                while (await row.ReadAsync(token))
                {
                    tenants.Add(row.GetString(0));
                }

                return tenants.DrainToImmutable();
            },
            cancellationToken);

    public ValueTask<ImmutableArray<FeedRow>> ReadAsync(
        string tenant, long afterPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => ReadAsync(connection, tenant, afterPosition, countMax, bytesMax, token), cancellationToken);

    private static async Task<FeedHead> HeadAsync(NpgsqlConnection connection, string tenant, CancellationToken cancellationToken)
    {
        await using var command = PostgresReads.Command(connection, Head, tenant);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new FeedHead(row.GetInt64(0), row.GetInt64(1))
            : throw new StoreUnavailableException("The store says nothing of itself.");
    }

    private static async Task<ImmutableArray<FeedRow>> ReadAsync(
        NpgsqlConnection connection, string tenant, long afterPosition, int countMax, int bytesMax, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<FeedRow>();
        await using var command = PostgresReads.Command(connection, Read, tenant, afterPosition, (long)countMax, (long)bytesMax);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(ToRow(row, tenant));
        }

        return rows.ToImmutable();
    }

    /// <param name="row">The columns of read-feed or scan-feed.</param>
    internal static FeedRow ToRow(NpgsqlDataReader row, string tenant) => new(
        row.GetInt64(0),
        InvoiceKey.FromStored(tenant, row.GetString(1)),
        row.GetInt64(2),
        new EncodedEvent(
            (InvoiceEventType)checked((byte)row.GetInt16(3)), row.GetInt64(4), row.GetFieldValue<byte[]>(5), row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6)),
        row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetString(9));
}
