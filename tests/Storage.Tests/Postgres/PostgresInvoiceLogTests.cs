using Triage.Storage.Postgres;
using Triage.Storage.Scan;
using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class PostgresInvoiceLogTests : InvoiceLogContract, IDisposable
{
    private readonly PostgresTestStore _store = new();

    protected override ITestStore Store => _store;

    protected override IStoreScan OpenScan() => PostgresStoreScan.Open(_store.Location, "local");

    public void Dispose() => _store.Dispose();
}
