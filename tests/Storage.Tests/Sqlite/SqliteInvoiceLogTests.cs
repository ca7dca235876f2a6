using Microsoft.Data.Sqlite;
using Triage.Models.History;
using Triage.Models.Matching;
using Triage.Storage.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteInvoiceLogTests : InvoiceLogContract, IDisposable
{
    private readonly SqliteTestStore _store = new();

    protected override IInvoiceLog Log => _store.Log;

    protected override ITwinIndex Twins => _store.Twins;

    [Fact]
    public async Task Append_while_another_holds_the_file_is_unavailable_and_the_next_is_written()
    {
        using (var other = new SqliteConnection($"Data Source={Path.Combine(_store.Directory, "triage.db")};Pooling=False"))
        {
            _ = Log;
            other.Open();
            using var hold = new SqliteCommand("BEGIN EXCLUSIVE", other);
            hold.ExecuteNonQuery();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Log.AppendAsync(Received("held", "held"), TestContext.Current.CancellationToken));
        }

        Assert.Empty(await Log.ReadAsync(Key("held"), TestContext.Current.CancellationToken));
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(Received("held", "held"), TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public void Open_store_of_another_tenant_or_a_newer_build_is_refused_with_what_to_do()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "triage.db");
        using var connection = SqliteConnections.OpenWriter(path, TimeProvider.System);
        SqliteSchema.Migrate(connection, "north");
        Assert.Contains("another data directory", Assert.Throws<StoreRefusedException>(() => SqliteSchema.Migrate(connection, "south")).Message, StringComparison.Ordinal);
        using var newer = new SqliteCommand("PRAGMA user_version = 9999", connection);
        newer.ExecuteNonQuery();
        Assert.Contains("run the newer build", Assert.Throws<StoreRefusedException>(() => SqliteSchema.Migrate(connection, "north")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();
}
