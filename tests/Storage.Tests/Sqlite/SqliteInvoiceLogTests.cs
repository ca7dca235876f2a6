using Triage.Models.History;
using Triage.Models.Matching;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteInvoiceLogTests : InvoiceLogContract, IDisposable
{
    private readonly SqliteTestStore _store = new();

    protected override IInvoiceLog Log => _store.Log;

    protected override ITwinIndex Twins => _store.Twins;

    public void Dispose() => _store.Dispose();
}
