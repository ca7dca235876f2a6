using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Grains.Tests.Faults;

internal sealed class FaultyInvoiceLog(IInvoiceLog log, StorageFaults faults) : IInvoiceLog
{
    public Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken = default) =>
        faults.CallAsync(() => new ValueTask<AppendResult>(log.AppendAsync(append, cancellationToken))).AsTask();

    public ValueTask<ImmutableArray<StoredEvent>> ReadAsync(InvoiceKey key, CancellationToken cancellationToken = default) =>
        faults.CallAsync(() => log.ReadAsync(key, cancellationToken));

    public ValueTask<IdempotencyRecord?> FindRequestAsync(string tenant, RequestKey request, CancellationToken cancellationToken = default) =>
        faults.CallAsync(() => log.FindRequestAsync(tenant, request, cancellationToken));
}
