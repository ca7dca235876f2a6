using System.Collections.Immutable;
using Triage.Models.Policy;

namespace Triage.Storage.Postgres;

internal sealed class PostgresPolicyArchive(PostgresReaders readers) : IPolicyArchive
{
    private static readonly string Keep = SqlText.Statement("Postgres", "keep-policy");
    private static readonly string Find = SqlText.Statement("Postgres", "find-policy");

    public async ValueTask KeepAsync(ImmutableArray<byte> sha256, string text, CancellationToken cancellationToken = default) => await readers.ReadAsync(
        async (connection, token) =>
        {
            await using var command = PostgresReads.Command(connection, Keep, sha256.ToArray(), text);
            return await command.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    public ValueTask<string?> FindAsync(ImmutableArray<byte> sha256, CancellationToken cancellationToken = default) => readers.ReadAsync(
        async (connection, token) =>
        {
            await using var command = PostgresReads.Command(connection, Find, sha256.ToArray());
            return (string?)await command.ExecuteScalarAsync(token);
        },
        cancellationToken);
}
