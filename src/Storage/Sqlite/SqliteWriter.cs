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
    private readonly KnownFingerprints _known;
    private readonly Channel<PendingAppend> _queue;
    private readonly GatherPause _gather;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly Thread _thread;
    private Session? _session;
    private long _bytes;

    /// <summary>The feed's head after this writer's last batch; <c>null</c> while that is unknown.</summary>
    private long? _head;

    /// <summary>What it wrote is not known yet.</summary>
    private bool _isWrittenByAnother;

    /// <summary>The feed's head before a batch and after it.</summary>
    private readonly record struct FeedPart(long First, long Last);

    private delegate void ApplyOne(Session session, PendingAppend pending, long masterDataVersions, ref long position);

    public SqliteWriter(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteWriter> logger, StorageMetrics metrics, KnownFingerprints known, SqliteCheckpoints checkpoints)
    {
        (_options, _time, _logger, _metrics, _known, _checkpoints) = (options.Value, time, logger, metrics, known, checkpoints);
        _queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(_options.QueueAppendsMax) { SingleReader = true });
        _gather = new GatherPause(_options.GatherTime);
        Directory.CreateDirectory(_options.Directory);
        _session = Session.Open(_options, _time);
        SqliteSchema.Migrate(_session.Connection, _options.Tenant);
        _session.Prepare(_known);
        _head = _session.FeedHead(_options.Tenant);
        _known.Open(_session.LastInvoiceId());
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

        return await QueueAsync(new PendingAppend(append), cancellationToken);
    }

    public Task ProbeAsync(CancellationToken cancellationToken) => QueueAsync(new PendingAppend(null), cancellationToken);

    private async Task<AppendResult> QueueAsync(PendingAppend pending, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("The store is closing.");
        }

        return await pending.Answer;
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
        var batch = new List<PendingAppend>(_options.BatchAppendsMax);
        // Waiting on this thread alone is what it is for.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (_gather.IsWorthwhile(_queue.Reader.Count))
            {
                _gather.MakeAsync().GetAwaiter().GetResult();
            }

            while (batch.Count < _options.BatchAppendsMax && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            Write(batch);
            _gather.OnCall(batch.Count);
            batch.Clear();
        }
    }

    private void Write(List<PendingAppend> batch)
    {
        try
        {
            _session ??= Session.Reopen(_options, _time, _known);
            WriteBatch(_session, batch);
        }
        catch (Exception failure)
        {
            // Whatever it is, the thread must live: without it nothing is ever written again.
            BatchFailed(failure, batch.Count);
            _metrics.OnBatchFailed();
            _session?.Dispose();
            (_session, _head) = (null, null);
            Settle(batch, failure);
        }
    }

    private void WriteBatch(Session session, List<PendingAppend> batch)
    {
        var started = _time.GetTimestamp();
        session.Begin.Run();
        FeedPart written;
        try
        {
            written = Apply(session, batch, static (session, pending, masterData, ref position) => pending.Result = session.Apply(pending, masterData, ref position));
        }
        catch (Exception bug) when (IsOfOneAppend(bug))
        {
            // To let it alone fail takes a savepoint for each, which is dear: a tenth of the writer's time.
            session.Rollback.Run();
            session.Begin.Run();
            written = Apply(session, batch, ApplyApart);
        }

        session.Commit.Run();
        _head = written.Last;
        var probes = 0;
        foreach (var pending in batch)
        {
            probes += pending.IsProbe ? 1 : 0;
            pending.Acknowledge();
        }

        _metrics.OnCommitted(batch.Count - probes, written.Last - written.First, _time.GetElapsedTime(started));
        Volatile.Write(ref _bytes, session.Bytes());
        _checkpoints.AfterBatch(session.Connection);
        _known.AfterBatch();
    }

    private FeedPart Apply(Session session, List<PendingAppend> batch, ApplyOne apply)
    {
        var first = session.FeedHead(_options.Tenant);
        _isWrittenByAnother |= _head is { } mine && mine != first;
        if (_isWrittenByAnother)
        {
            _known.Forget(session.LastInvoiceId());
            _isWrittenByAnother = false;
        }

        var position = first;
        var masterData = session.MasterDataVersions(_options.Tenant);
        foreach (var pending in batch)
        {
            apply(session, pending, masterData, ref position);
        }

        if (position != first)
        {
            session.AdvanceFeedHead.Run(_options.Tenant, position);
        }

        return new(first, position);
    }

    private static void ApplyApart(Session session, PendingAppend pending, long masterDataVersions, ref long position)
    {
        session.Savepoint.Run();
        try
        {
            pending.Result = session.Apply(pending, masterDataVersions, ref position);
        }
        catch (Exception bug) when (IsOfOneAppend(bug))
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
    private void Settle(List<PendingAppend> batch, Exception failure)
    {
        SqliteStatement? findEvent = null;
        SqliteStatement? findRequest = null;
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnections.OpenReader(_options.FilePath, _time);
            findEvent = new SqliteStatement(connection, "find-event-payload");
            findRequest = new SqliteStatement(connection, "find-request");
            foreach (var pending in batch)
            {
                if (!pending.IsProbe && IsStored(findEvent, findRequest, pending.Append))
                {
                    pending.Acknowledge(new AppendResult(AppendOutcome.Committed));
                }
                else
                {
                    pending.Fail(new StoreUnavailableException("The store could not write.", failure));
                }
            }
        }
        catch (Exception again)
        {
            foreach (var pending in batch.Where(p => !p.Answer.IsCompleted))
            {
                pending.Fail(new StoreUnavailableException("The store could not write, and what it holds is unknown.", again));
            }
        }
        finally
        {
            findEvent?.Dispose();
            findRequest?.Dispose();
            connection?.Dispose();
        }
    }

    /// <summary>The expected conflicts are outcomes; another violated constraint, or a value that cannot be written, is a bug of one append.</summary>
    private static bool IsOfOneAppend(Exception failure) => failure is SqliteException sqlite ? sqlite.SqliteErrorCode == raw.SQLITE_CONSTRAINT : failure is not IOException;

    /// <summary>Its last event is there, byte for byte, and its key is its own.</summary>
    private static bool IsStored(SqliteStatement findEvent, SqliteStatement findRequest, InvoiceAppend append) =>
        (append.Claim is not null || !append.Events.IsEmpty)
        && (append.Claim is null || IsClaimed(findRequest, append, append.Claim))
        && (append.Events.IsEmpty || IsWritten(findEvent, append));

    private static bool IsClaimed(SqliteStatement find, InvoiceAppend append, IdempotencyClaim claim) =>
        SqliteAppender.Find(find, append.Key.Tenant, claim.Request) is { } stored
        && stored.InvoicePath == append.Key.Path && stored.PayloadSha256.AsSpan().SequenceEqual(claim.PayloadSha256.AsSpan());

    private static bool IsWritten(SqliteStatement find, InvoiceAppend append)
    {
        using var row = find.Read(append.Key.Tenant, append.Key.Path, append.ExpectedSeq + append.Events.Length);
        return row.Read() && row.GetBytes(0).AsSpan().SequenceEqual(append.Events[^1].Payload);
    }
}
