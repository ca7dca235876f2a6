using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.MasterData;

namespace Triage.Grains.Tests.Faults;

internal sealed class FaultyRetriageWorkList(IRetriageWorkList works, StorageFaults faults) : IRetriageWorkList
{
    public ValueTask<RetriageWork?> TakeAsync(TimeSpan leaseTime, TimeSpan settleTime, CancellationToken cancellationToken = default) =>
        faults.CallAsync(() => works.TakeAsync(leaseTime, settleTime, cancellationToken));

    public ValueTask<bool> AdvanceAsync(RetriageWork from, string cursor, RetriageProgress progress, TimeSpan leaseTime, CancellationToken cancellationToken = default) =>
        faults.CallAsync(() => works.AdvanceAsync(from, cursor, progress, leaseTime, cancellationToken));

    public async ValueTask GiveBackAsync(RetriageWork work, CancellationToken cancellationToken = default) => await faults.CallAsync(async () =>
    {
        await works.GiveBackAsync(work, cancellationToken);
        return true;
    });

    public ValueTask<int> CountAsync(CancellationToken cancellationToken = default) => works.CountAsync(cancellationToken);
}

internal sealed class FaultyOpenInvoiceIndex(IOpenInvoiceIndex invoices, StorageFaults faults) : IOpenInvoiceIndex
{
    public ValueTask<ImmutableArray<OpenInvoice>> OpenAfterAsync(string tenant, string path, int countMax, CancellationToken cancellationToken = default) =>
        faults.CallAsync(() => invoices.OpenAfterAsync(tenant, path, countMax, cancellationToken));
}
