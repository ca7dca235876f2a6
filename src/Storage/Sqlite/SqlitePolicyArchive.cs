using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triage.Models.Policy;

namespace Triage.Storage.Sqlite;

/// <summary>Written once at start, so writing opens a connection of its own rather than pass through the writer.</summary>
internal sealed class SqlitePolicyArchive(IOptions<SqliteStoreOptions> options, SqliteReaders readers, TimeProvider time) : IPolicyArchive
{
    public ValueTask KeepAsync(ImmutableArray<byte> sha256, string text, CancellationToken cancellationToken = default)
    {
        using var connection = SqliteConnections.OpenWriter(options.Value.FilePath, time);
        SqliteSchema.Migrate(connection, options.Value.Tenant);
        using var keep = new SqliteStatement(connection, "keep-policy");
        keep.Run(sha256.ToArray(), text);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> FindAsync(ImmutableArray<byte> sha256, CancellationToken cancellationToken = default) => readers.ReadAsync(
        reader =>
        {
            using var row = reader.Policy.Read(sha256.ToArray());
            return row.Read() ? row.GetString(0) : null;
        },
        cancellationToken);
}
