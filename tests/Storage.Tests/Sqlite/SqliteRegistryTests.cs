using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteRegistryTests : RegistryContract, IDisposable
{
    private readonly SqliteTestStore _store = new(new TestClock(DateTimeOffset.UtcNow));

    protected override ITestStore Store => _store;

    public void Dispose() => _store.Dispose();

    protected override Task<long> CountAsync(string table) => Task.FromResult(_store.Count(table));

    protected override string Blob(string hex) => $"x'{hex}'";
}
