using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteInvoiceLog(SqliteWriter writer, SqliteReaders readers) : IInvoiceLog
{
    public Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken = default) => writer.AppendAsync(append, cancellationToken);

    public ValueTask<ImmutableArray<StoredEvent>> ReadAsync(InvoiceKey key, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => ReadHistory(reader, key), cancellationToken);

    public ValueTask<IdempotencyRecord?> FindRequestAsync(string tenant, RequestKey request, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => SqliteAppender.Find(reader.Request, tenant, request), cancellationToken);

    private static ImmutableArray<StoredEvent> ReadHistory(SqliteReader reader, InvoiceKey key)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        using var row = reader.History.Read(key.Tenant, key.Path);
        while (row.Read())
        {
            var sensitive = row.IsDBNull(5) ? null : row.GetBytes(5);
            var happened = EventCodec.Decode((InvoiceEventType)row.GetByte(2), row.GetInt64(3), row.GetBytes(4), sensitive);
            events.Add(new StoredEvent(row.GetInt64(0), row.GetInt64(1), happened));
        }

        return events.ToImmutable();
    }
}
