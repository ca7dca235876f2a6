using SQLitePCL;
using Triage.Models.History;
using Triage.Storage.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteCheckpointTests : IDisposable
{
    private const long LogMost = 24_000_000;

    private readonly SqliteTestStore _store = new();
    private int _sent;

    private long LogBytes => new FileInfo(Path.Combine(_store.Directory, "triage.db-wal")).Length;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Log_of_a_store_under_steady_load_stays_small_and_what_was_written_is_there()
    {
        await SendAsync(12_000);

        // Some 90 MB were written.
        Assert.InRange(LogBytes, 1, LogMost);
        Assert.InRange(new FileInfo(Path.Combine(_store.Directory, "triage.db")).Length, 15_000_000, long.MaxValue);
        Assert.Single(await _store.Log.ReadAsync(InvoiceLogContract.Key("i1"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Log_that_a_reader_held_grows_meanwhile_and_is_begun_anew_when_it_let_go()
    {
        await SendAsync(100);
        using (var reader = SqliteConnections.OpenReader(Path.Combine(_store.Directory, "triage.db"), TimeProvider.System))
        {
            SqliteConnections.Run(reader, "BEGIN");
            SqliteConnections.Run(reader, "SELECT count(*) FROM event");
            await SendAsync(5000);
            Assert.InRange(LogBytes, LogMost, long.MaxValue);
            SqliteConnections.Run(reader, "COMMIT");
        }

        var held = LogBytes;
        await SendAsync(5000);
        Assert.InRange(LogBytes, 1, held + (held / 2));
    }

    [Fact]
    public void Sqlite_has_no_known_fault_where_two_connections_move_pages()
    {
        _ = _store.Log; // loads it
        // https://sqlite.org/wal.html: until 3.51.3 a checkpoint beside another and a commit could damage the file.
        Assert.InRange(raw.sqlite3_libversion_number(), 3_051_003, int.MaxValue);
    }

    // Many who wait for nobody: the writer never rests.
    private async Task SendAsync(int count)
    {
        var most = Volatile.Read(ref _sent) + count;
        var text = new string('t', 3000);
        await Task.WhenAll(Enumerable.Range(0, 256).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref _sent); i <= most; i = Interlocked.Increment(ref _sent))
            {
                var bill = InvoiceLogContract.Unlike($"i{i}");
                var append = InvoiceLogContract.Received($"i{i}", $"i{i}", bill: bill with { Lines = [bill.Lines[0] with { Text = text }] });
                Assert.Equal(AppendOutcome.Committed, (await _store.Log.AppendAsync(append, TestContext.Current.CancellationToken)).Outcome);
            }
        })));
        Interlocked.Exchange(ref _sent, most);
    }
}
