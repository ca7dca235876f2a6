using System.Collections.Immutable;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteFeedIndex(SqliteReaders readers) : IFeedIndex
{
    public ValueTask<FeedHead> HeadAsync(string tenant, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            reader =>
            {
                using var row = reader.FeedHead.Read(tenant);
                return row.Read() ? new FeedHead(row.GetInt64(0), row.GetInt64(1)) : throw new StoreRefusedException("The embedded store serves one tenant.");
            },
            cancellationToken);

    public ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            reader =>
            {
                var tenants = ImmutableArray.CreateBuilder<string>();
                using var row = reader.Tenants.Read();
                while (row.Read())
                {
                    tenants.Add(row.GetString(0));
                }

                return tenants.DrainToImmutable();
            },
            cancellationToken);

    public ValueTask<ImmutableArray<FeedRow>> ReadAsync(
        string tenant, long afterPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            reader =>
            {
                var rows = ImmutableArray.CreateBuilder<FeedRow>();
                using var row = reader.Feed.Read(tenant, afterPosition, (long)countMax);
                for (var bytes = 0; bytes < bytesMax && row.Read(); bytes += rows[^1].Bytes)
                {
                    rows.Add(ToRow(row, tenant));
                }

                return rows.ToImmutable();
            },
            cancellationToken);

    /// <param name="row">The columns of read-feed or scan-feed.</param>
    internal static FeedRow ToRow(SqliteRow row, string tenant) => new(
        row.GetInt64(0),
        InvoiceKey.FromStored(tenant, row.GetString(1)),
        row.GetInt64(2),
        new EncodedEvent((InvoiceEventType)row.GetByte(3), row.GetInt64(4), row.GetBytes(5), row.IsDBNull(6) ? null : row.GetBytes(6)),
        row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetString(9));
}
