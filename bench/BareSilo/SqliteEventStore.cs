using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Triage.BareSilo;

/// <summary>Group commit on one thread, with the service's settings: WAL, synchronous=FULL.</summary>
internal sealed class SqliteEventStore : IEventStore, IDisposable
{
    private const int BatchMax = 512;

    private readonly Channel<PendingRow> _queue = Channel.CreateBounded<PendingRow>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly Counters _counters;
    private readonly SqliteConnection _connection;
    private readonly Thread _writer;

    public SqliteEventStore(string directory, Counters counters)
    {
        _counters = counters;
        Directory.CreateDirectory(directory);
        _connection = new SqliteConnection($"Data Source={Path.Combine(directory, "bare.db")};Pooling=False");
        _connection.Open();
        foreach (var sql in new[]
        {
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -65536", "PRAGMA wal_autocheckpoint = 16384",
            "CREATE TABLE IF NOT EXISTS event (id TEXT NOT NULL, seq INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (id, seq))",
        })
        {
            using var command = new SqliteCommand(sql, _connection);
            command.ExecuteNonQuery();
        }

        _writer = new Thread(Run) { IsBackground = true, Name = "bare-writer" };
        _writer.Start();
    }

    public async Task AppendAsync(string id, long seq, byte[] payload)
    {
        var row = new PendingRow(id, seq, payload);
        await _queue.Writer.WriteAsync(row);
        await row.Task;
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _writer.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        using var begin = new SqliteCommand("BEGIN IMMEDIATE", _connection);
        using var commit = new SqliteCommand("COMMIT", _connection);
        using var insert = new SqliteCommand("INSERT INTO event (id, seq, payload) VALUES ($id, $seq, $payload)", _connection);
        var id = insert.Parameters.Add("$id", SqliteType.Text);
        var seq = insert.Parameters.Add("$seq", SqliteType.Integer);
        var payload = insert.Parameters.Add("$payload", SqliteType.Blob);
        insert.Prepare();
        var batch = new List<PendingRow>(BatchMax);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < BatchMax && _queue.Reader.TryRead(out var row))
            {
                batch.Add(row);
            }

            begin.ExecuteNonQuery();
            foreach (var row in batch)
            {
                (id.Value, seq.Value, payload.Value) = (row.Id, row.Seq, row.Payload);
                insert.ExecuteNonQuery();
            }

            commit.ExecuteNonQuery();
            _counters.OnCommitted(batch.Count);
            batch.ForEach(row => row.SetResult());
            batch.Clear();
        }
    }
}
