using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Triage.Models.History;

namespace Triage.Storage.Sqlite;

/// <summary>
/// A few connections that read, each with a thread of its own: SQLite's calls block, and grains' threads
/// must not. Reads that wait are done in one transaction, begun after they were asked for: each sees what
/// was committed before it, and the page cache, which every commit of the writer empties, serves them all.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private const int BatchReadsMax = 32;

    private readonly Channel<Func<Func<SqliteReader>, bool>> _queue;
    private readonly Thread[] _threads;

    // The writer is taken so that the schema is there before the first read.
    public SqliteReaders(IOptions<SqliteStoreOptions> options, TimeProvider time, SqliteWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (_options, _time) = (options.Value, time);
        _queue = Channel.CreateBounded<Func<Func<SqliteReader>, bool>>(_options.QueueAppendsMax);
        _threads = [.. Enumerable.Range(0, _options.ReadersCount).Select(n => new Thread(Run) { IsBackground = true, Name = $"sqlite-reader-{n}" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    public async ValueTask<T> ReadAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _queue.Writer.WriteAsync(open => Answer(answer, open, read), cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("The store is closing.");
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
        {
            foreach (var thread in _threads)
            {
                thread.Join();
            }
        }
    }

    /// <returns>False when the connection must not be used again.</returns>
    private static bool Answer<T>(TaskCompletionSource<T> answer, Func<SqliteReader> open, Func<SqliteReader, T> read)
    {
        try
        {
            answer.TrySetResult(read(open()));
        }
        catch (SqliteException failure)
        {
            answer.TrySetException(new StoreUnavailableException("The store cannot be read.", failure));
            return false;
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
        }

        return true;
    }

    private void Run()
    {
        SqliteReader? reader = null;
        var batch = new List<Func<Func<SqliteReader>, bool>>(BatchReadsMax);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < BatchReadsMax && _queue.Reader.TryRead(out var read))
            {
                batch.Add(read);
            }

            if (!Read(batch, ref reader))
            {
                // The next batch opens another: one bad read ends neither the thread nor the reads after it.
                reader?.Dispose();
                reader = null;
            }

            batch.Clear();
        }

        reader?.Dispose();
    }

    private bool Read(List<Func<Func<SqliteReader>, bool>> batch, ref SqliteReader? reader)
    {
        var opened = reader;
        var isSound = true;
        foreach (var read in batch)
        {
            isSound &= read(() => (opened ??= new SqliteReader(SqliteConnections.OpenReader(_options.FilePath, _time))).Begun());
        }

        reader = opened;
        try
        {
            reader?.End();
            return isSound;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
