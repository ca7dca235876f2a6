using Microsoft.Data.Sqlite;
using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Storage.Scan;
using Triage.Storage.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteInvoiceLogTests : InvoiceLogContract, IDisposable
{
    private readonly SqliteTestStore _store = new(new TestClock(DateTimeOffset.UtcNow));

    protected override ITestStore Store => _store;

    protected override IStoreScan OpenScan() => new SqliteStoreScan(_store.Directory, TimeProvider.System);

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
    public async Task Read_that_fails_is_unavailable_and_the_next_is_read()
    {
        await Log.AppendAsync(Received("read", "read"), TestContext.Current.CancellationToken);
        _store.Execute("ALTER TABLE event RENAME TO elsewhere");
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Log.ReadAsync(Key("read"), TestContext.Current.CancellationToken));
        _store.Execute("ALTER TABLE elsewhere RENAME TO event");
        Assert.Single(await Log.ReadAsync(Key("read"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Append_that_cannot_be_encoded_fails_alone_and_the_writer_lives()
    {
        var poison = Received("poison", "poison");
        var tasks = Enumerable.Range(0, 50).Select(n => Log.AppendAsync(Received($"p{n}", $"p{n}"), TestContext.Current.CancellationToken)).ToList();
        var poisoned = Log.AppendAsync(poison with { After = poison.After with { Invoice = null! } }, TestContext.Current.CancellationToken);
        tasks.AddRange(Enumerable.Range(50, 50).Select(n => Log.AppendAsync(Received($"p{n}", $"p{n}"), TestContext.Current.CancellationToken)));
        await Assert.ThrowsAsync<NullReferenceException>(() => poisoned);
        Assert.All(await Task.WhenAll(tasks), result => Assert.Equal(AppendOutcome.Committed, result.Outcome));
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

    [Fact]
    public void Open_store_of_before_the_statuses_gives_every_invoice_the_first_of_each()
    {
        using var directory = new TemporaryDirectory();
        using var connection = SqliteConnections.OpenWriter(Path.Combine(directory.Path, "triage.db"), TimeProvider.System);
        Run(connection, SqlText.Migrations("Sqlite")[0].Sql);
        Run(connection, """
            PRAGMA user_version = 1;
            INSERT INTO invoice (tenant, invoice, position, seq, status, verdict, would_be, exception_bits, kind, source_system, currency, received_at_us, twin_summary)
            VALUES ('local', 'erp/1', 1, 1, 1, 1, 0, 0, 1, 'erp', 'GBP', 1, x'00');
            """);
        SqliteSchema.Migrate(connection, "local");
        using var read = new SqliteCommand("SELECT coding_status, payment_status FROM invoice", connection);
        using var row = read.ExecuteReader();
        Assert.True(row.Read());
        Assert.Equal((CodingStatus.Uncoded, PaymentStatus.NotReady), ((CodingStatus)row.GetByte(0), (PaymentStatus)row.GetByte(1)));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose() => _store.Dispose();
}
