using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triage.Models.Registry;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteConfiguredLog(SqliteReaders readers, SqliteSideWriter writer, IOptions<SqliteStoreOptions> options) : IConfiguredLog
{
    public async ValueTask NoteAsync(ConfiguredKind kind, string name, ImmutableArray<byte> sha256, CancellationToken cancellationToken = default) =>
        await writer.WriteAsync(
            options.Value.Tenant,
            connection =>
            {
                using var note = new SqliteStatement(connection, "note-configured");
                return note.Run((long)kind, name, sha256.ToArray());
            },
            cancellationToken);

    public ValueTask<ImmutableArray<ConfiguredEntry>> AtAsync(long atMicros, CancellationToken cancellationToken = default) => readers.ReadAsync(
        reader =>
        {
            var entries = ImmutableArray.CreateBuilder<ConfiguredEntry>();
            using var row = reader.ConfiguredAt.Read(atMicros);
            while (row.Read())
            {
                entries.Add(new ConfiguredEntry((ConfiguredKind)row.GetByte(0), row.GetInt64(1), row.GetString(2), [.. row.GetBytes(3)], row.GetInt64(4)));
            }

            return entries.ToImmutable();
        },
        cancellationToken);
}
