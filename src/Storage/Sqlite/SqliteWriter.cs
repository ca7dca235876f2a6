using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SQLitePCL;
using Triage.Models.History;

namespace Triage.Storage.Sqlite;

/// <summary>
/// The only writer: one thread that takes whatever appends wait, writes them in one transaction, commits,
/// and then answers each (group commit). One append's failure never fails, drops or half-writes another's.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteWriter> _logger;
    private readonly StorageMetrics _metrics;
    private readonly Channel<Pending> _queue;
    private readonly Thread _thread;
    private Session? _session;
    private long _bytes;

    private delegate void ApplyOne(Session session, Pending pending, ref long position);

    public SqliteWriter(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteWriter> logger, StorageMetrics metrics)
    {
        (_options, _time, _logger, _metrics) = (options.Value, time, logger, metrics);
        _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(_options.QueueAppendsMax) { SingleReader = true });
        Directory.CreateDirectory(_options.Directory);
        _session = Session.Open(_options, _time);
        SqliteSchema.Migrate(_session.Connection, _options.Tenant);
        _session.Prepare();
        _bytes = _session.Bytes();
        _metrics.Observe(() => Volatile.Read(ref _bytes), () => _queue.Reader.Count);
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    public async Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken)
    {
        if (append.Key.Tenant != _options.Tenant)
        {
            throw new StoreRefusedException("The embedded store serves one tenant.");
        }

        var pending = new Pending(append);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("The store is closing.");
        }

        return await pending.Answer.Task;
    }

    /// <summary>Writes what waits, then closes.</summary>
    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
        {
            _thread.Join();
            _session?.Dispose();
        }
    }

    private void Run()
    {
        var batch = new List<Pending>(_options.BatchAppendsMax);
        // Waiting on this thread alone is what it is for.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < _options.BatchAppendsMax && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            Write(batch);
            batch.Clear();
        }
    }

    private void Write(List<Pending> batch)
    {
        try
        {
            _session ??= Session.Reopen(_options, _time);
            WriteBatch(_session, batch);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or StoreUnavailableException)
        {
            BatchFailed(failure, batch.Count);
            _metrics.OnBatchFailed();
            _session?.Dispose();
            _session = null;
            Settle(batch, failure);
        }
    }

    private void WriteBatch(Session session, List<Pending> batch)
    {
        var started = _time.GetTimestamp();
        session.Begin.Run();
        long events;
        try
        {
            events = Apply(session, batch, static (session, pending, ref position) => pending.Result = session.Appender.Apply(pending.Append, ref position));
        }
        catch (SqliteException bug) when (bug.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            // The expected conflicts are outcomes; another violated constraint is a bug of one append. To let it
            // alone fail takes a savepoint for each, which is dear: a tenth of the writer's time.
            session.Rollback.Run();
            session.Begin.Run();
            events = Apply(session, batch, ApplyApart);
        }

        session.Commit.Run();
        Volatile.Write(ref _bytes, session.Bytes());
        _metrics.OnCommitted(batch.Count, events, _time.GetElapsedTime(started));
        foreach (var pending in batch)
        {
            pending.Acknowledge();
        }
    }

    /// <returns>How many events were written.</returns>
    private long Apply(Session session, List<Pending> batch, ApplyOne apply)
    {
        var first = session.FeedHead(_options.Tenant);
        var position = first;
        foreach (var pending in batch)
        {
            apply(session, pending, ref position);
        }

        if (position != first)
        {
            session.AdvanceFeedHead.Run(_options.Tenant, position);
        }

        return position - first;
    }

    private static void ApplyApart(Session session, Pending pending, ref long position)
    {
        session.Savepoint.Run();
        try
        {
            pending.Result = session.Appender.Apply(pending.Append, ref position);
        }
        catch (SqliteException bug) when (bug.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            (pending.Result, pending.Failure) = (null, bug);
            session.RollbackToSavepoint.Run();
        }

        session.Release.Run();
    }

    /// <summary>
    /// After a failed or unknown commit: what is in the store is answered as committed, the rest as
    /// unavailable. Read on a fresh connection; nothing is sent again.
    /// </summary>
    private void Settle(List<Pending> batch, Exception failure)
    {
        SqliteStatement? find = null;
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnections.OpenReader(_options.FilePath, _time);
            find = new SqliteStatement(connection, "find-event-payload");
            foreach (var pending in batch)
            {
                pending.Result = IsStored(find, pending.Append) ? new(AppendOutcome.Committed) : null;
                pending.Failure = pending.Result is null ? new StoreUnavailableException("The store could not write.", failure) : null;
                pending.Acknowledge();
            }
        }
        catch (Exception again) when (again is SqliteException or IOException)
        {
            foreach (var pending in batch.Where(p => !p.Answer.Task.IsCompleted))
            {
                pending.Answer.TrySetException(new StoreUnavailableException("The store could not write, and what it holds is unknown.", again));
            }
        }
        finally
        {
            find?.Dispose();
            connection?.Dispose();
        }
    }

    private static bool IsStored(SqliteStatement find, InvoiceAppend append)
    {
        if (append.Events.IsEmpty)
        {
            return false;
        }

        using var row = find.Read(append.Key.Tenant, append.Key.Path, append.ExpectedSeq + append.Events.Length);
        return row.Read() && row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(append.Events[^1].Payload);
    }
}
