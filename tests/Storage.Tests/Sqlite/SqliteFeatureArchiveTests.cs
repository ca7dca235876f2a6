using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteFeatureArchiveTests : FeatureArchiveContract, IDisposable
{
    private readonly SqliteTestStore _store = new();

    protected override ITestStore Store => _store;

    public void Dispose() => _store.Dispose();
}
