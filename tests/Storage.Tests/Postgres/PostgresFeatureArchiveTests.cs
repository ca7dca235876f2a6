using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class PostgresFeatureArchiveTests : FeatureArchiveContract, IDisposable
{
    private readonly PostgresTestStore _store = new();

    protected override ITestStore Store => _store;

    public void Dispose() => _store.Dispose();
}
