using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Storage.Postgres;

internal sealed class PostgresInvoiceLog(PostgresWriter writer, PostgresReaders readers, MetFingerprints met) : IInvoiceLog
{
    public async Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken = default)
    {
        var result = await writer.AppendAsync(append, cancellationToken);
        met.OnAppended(append, result.Outcome);
        return result;
    }

    public ValueTask<ImmutableArray<StoredEvent>> ReadAsync(InvoiceKey key, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => PostgresReads.ReadHistoryAsync(connection, key, token), cancellationToken);

    public ValueTask<IdempotencyRecord?> FindRequestAsync(string tenant, RequestKey request, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => PostgresReads.FindRequestAsync(connection, tenant, request, token), cancellationToken);
}
