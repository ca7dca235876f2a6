using System.Collections.Immutable;
using Npgsql;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;

namespace Triage.Storage.Postgres;

internal sealed class PostgresFeatureArchive(PostgresReaders readers) : IFeatureArchive
{
    private static readonly string Read = SqlText.Statement("Postgres", "read-features");
    private static readonly string Find = SqlText.Statement("Postgres", "find-features");

    public ValueTask<ImmutableArray<KeptFeatures>> ReadAsync(
        string tenant, long afterPosition, long upToPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => ToKeptAsync(PostgresReads.Command(connection, Read, tenant, afterPosition, upToPosition, (long)countMax, (long)bytesMax), tenant, token), cancellationToken);

    public ValueTask<ImmutableArray<KeptFeatures>> FindAsync(InvoiceKey key, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => ToKeptAsync(PostgresReads.Command(connection, Find, key.Tenant, key.Path), key.Tenant, token), cancellationToken);

    private static async Task<ImmutableArray<KeptFeatures>> ToKeptAsync(NpgsqlCommand read, string tenant, CancellationToken cancellationToken)
    {
        await using var command = read;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var kept = ImmutableArray.CreateBuilder<KeptFeatures>();
        while (await row.ReadAsync(cancellationToken))
        {
            kept.Add(new(row.GetInt64(0), InvoiceKey.FromStored(tenant, row.GetString(1)), row.GetInt64(2), row.GetFieldValue<byte[]>(3)));
        }

        return kept.DrainToImmutable();
    }
}
