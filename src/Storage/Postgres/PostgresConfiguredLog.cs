using System.Collections.Immutable;
using Triage.Models.Registry;
using static Triage.Storage.Postgres.PostgresReads;

namespace Triage.Storage.Postgres;

internal sealed class PostgresConfiguredLog(PostgresReaders connections) : IConfiguredLog
{
    private static readonly string Note = SqlText.Statement("Postgres", "note-configured");
    private static readonly string At = SqlText.Statement("Postgres", "find-configured-at");

    public async ValueTask NoteAsync(ConfiguredKind kind, string name, ImmutableArray<byte> sha256, CancellationToken cancellationToken = default) =>
        await connections.ReadAsync(
            async (connection, token) =>
            {
                // Of silos that start at once with the same, one adds it.
                await using var command = Command(connection, Note, (short)kind, name, sha256.ToArray());
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken);

    public ValueTask<ImmutableArray<ConfiguredEntry>> AtAsync(long atMicros, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) =>
        {
            var entries = ImmutableArray.CreateBuilder<ConfiguredEntry>();
            await using var command = Command(connection, At, atMicros);
            await using var row = await command.ExecuteReaderAsync(token);
            while (await row.ReadAsync(token))
            {
                entries.Add(new ConfiguredEntry((ConfiguredKind)row.GetInt16(0), row.GetInt64(1), row.GetString(2), [.. row.GetFieldValue<byte[]>(3)], row.GetInt64(4)));
            }

            return entries.ToImmutable();
        },
        cancellationToken);
}
