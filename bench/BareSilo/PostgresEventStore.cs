using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Triage.BareSilo;

/// <summary>Group commit in autocommit: one INSERT over arrays a batch, two batches on their way at once.</summary>
internal sealed class PostgresEventStore : IEventStore, IAsyncDisposable
{
    private const int BatchMax = 512;
    private const int WritersCount = 2;
    private const string Insert = "INSERT INTO event (id, seq, payload) SELECT * FROM unnest($1, $2, $3)";

    private readonly Channel<PendingRow> _queue = Channel.CreateBounded<PendingRow>(new BoundedChannelOptions(8192));
    private readonly Counters _counters;
    private readonly NpgsqlDataSource _source;
    private readonly Task[] _writers;

    public PostgresEventStore(string connectionString, Counters counters)
    {
        _counters = counters;
        _source = NpgsqlDataSource.Create(connectionString);
        using (var create = _source.CreateCommand(
            "CREATE TABLE IF NOT EXISTS event (id text NOT NULL, seq bigint NOT NULL, payload bytea NOT NULL, PRIMARY KEY (id, seq))"))
        {
            create.ExecuteNonQuery();
        }

        _writers = [.. Enumerable.Range(0, WritersCount).Select(_ => Task.Run(RunAsync))];
    }

    public async Task AppendAsync(string id, long seq, byte[] payload)
    {
        var row = new PendingRow(id, seq, payload);
        await _queue.Writer.WriteAsync(row);
        await row.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_writers);
        await _source.DisposeAsync();
    }

    private async Task RunAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand(Insert, connection);
        var ids = insert.Parameters.Add(new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, TypedValue = [] });
        var seqs = insert.Parameters.Add(new NpgsqlParameter<long[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, TypedValue = [] });
        var payloads = insert.Parameters.Add(new NpgsqlParameter<byte[][]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, TypedValue = [] });
        await insert.PrepareAsync();
        var batch = new List<PendingRow>(BatchMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchMax && _queue.Reader.TryRead(out var row))
            {
                batch.Add(row);
            }

            // The other writer may have been quicker.
            if (batch.Count == 0)
            {
                continue;
            }

            ids.Value = batch.Select(row => row.Id).ToArray();
            seqs.Value = batch.Select(row => row.Seq).ToArray();
            payloads.Value = batch.Select(row => row.Payload).ToArray();
            try
            {
                await insert.ExecuteNonQueryAsync();
                _counters.OnCommitted(batch.Count);
                batch.ForEach(row => row.SetResult());
            }
            catch (NpgsqlException failure)
            {
                // The calls fail, and with them the run.
                batch.ForEach(row => row.SetException(failure));
            }

            batch.Clear();
        }
    }
}
