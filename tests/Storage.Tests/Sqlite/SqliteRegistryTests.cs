using Microsoft.Data.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteRegistryTests : RegistryContract, IDisposable
{
    private readonly SqliteTestStore _store = new(new TestClock(DateTimeOffset.UtcNow));

    protected override ITestStore Store => _store;

    public void Dispose() => _store.Dispose();

    protected override async Task<long> CountAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_store.Directory, "triage.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!; // a count is a number
    }

    protected override string Blob(string hex) => $"x'{hex}'";
}
