using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>
/// Group commit: a few connections, each writing whatever appends wait in one call and answering them after
/// its commit. One append's failure never fails, drops or half-writes another's.
/// </summary>
internal sealed partial class PostgresWriter : IDisposable
{
    /// <summary>A call that collided with others is made again so often.</summary>
    private const int TriesMax = 5;

    private readonly PostgresConnections _connections;
    private readonly TableStatistics _statistics;
    private readonly PostgresStoreOptions _options;
    private readonly UnknownOutcomes _unknown;
    private readonly TimeProvider _time;
    private readonly StorageMetrics _metrics;
    private readonly ILogger<PostgresWriter> _logger;
    private readonly FairQueue _queue;
    private readonly Task[] _writers;

    public PostgresWriter(
        PostgresConnections connections,
        DatabaseSize size,
        TableStatistics statistics,
        IOptions<PostgresStoreOptions> options,
        TimeProvider time,
        StorageMetrics metrics,
        ILogger<PostgresWriter> logger)
    {
        (_connections, _statistics, _options, _time, _metrics, _logger) = (connections, statistics, options.Value, time, metrics, logger);
        _unknown = new UnknownOutcomes(connections);
        _queue = new FairQueue(_options.QueueAppendsMax);
        _metrics.Observe(() => size.Bytes, () => _queue.Count);
        _writers = [.. Enumerable.Range(0, _options.WritersCount).Select(_ => Task.Run(RunAsync))];
    }

    public async Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken)
    {
        var pending = new PendingAppend(append);
        return await _queue.AddAsync(pending, cancellationToken)
            ? await pending.Answer
            : throw new StoreUnavailableException("The store is closing.");
    }

    /// <summary>Writes what waits, then closes.</summary>
    public void Dispose()
    {
        _queue.Close();
        Task.WaitAll(_writers);
    }

    private async Task RunAsync()
    {
        WriterSession? session = null;
        var waiting = new List<PendingAppend>(_options.BatchAppendsMax);
        var batch = new AppendBatch();
        var overtaken = new List<PendingAppend>();
        var pause = new GatherPause(_options.GatherTime);
        while (waiting.Count > 0 || await _queue.TakeAsync(waiting, _options.BatchAppendsMax))
        {
            if (pause.IsWorthwhile(waiting.Count))
            {
                await pause.MakeAsync();
            }

            _queue.TakeNow(waiting, _options.BatchAppendsMax);
            pause.OnCall(waiting.Count);
            batch.TakeFrom(waiting, overtaken);
            session = await WriteAsync(session, batch);

            // After the commit, so that who looks again sees what overtook it.
            overtaken.ForEach(pending => pending.Acknowledge(new AppendResult(AppendOutcome.Overtaken)));
            overtaken.Clear();
        }

        if (session is not null)
        {
            await session.DisposeAsync();
        }
    }

    /// <summary>Answers every append of the batch, whatever happens: without the writer nothing is ever written again.</summary>
    /// <returns>The session for the next batch; <c>null</c>: a new one.</returns>
    private async Task<WriterSession?> WriteAsync(WriterSession? session, AppendBatch batch)
    {
        for (var tries = 1; batch.Items.Count > 0; tries++)
        {
            try
            {
                session = await OpenAsync(session);
            }
            catch (Exception failure)
            {
                Fail(batch, PostgresFailure.NotTried, failure);
                return null;
            }

            try
            {
                await WriteOnceAsync(session, batch);
                return session;
            }
            catch (Exception failure)
            {
                switch (PostgresFailures.Of(failure))
                {
                    case PostgresFailure.Collided when tries < TriesMax:
                        BatchCollided(batch.Items.Count);
                        continue;
                    case PostgresFailure.Deterministic when batch.Items.Count > 1:
                        return await WriteApartAsync(session, batch);
                    case PostgresFailure.Deterministic:
                        Refuse(batch.Items[0], failure);
                        return session;
                    case PostgresFailure.Unknown:
                        _metrics.OnBatchFailed();
                        BatchUnknown(failure, batch.Items.Count);
                        await session.DisposeAsync();
                        await _unknown.SettleAsync(batch.Items, failure);
                        return null;
                    case var known:
                        Fail(batch, known, failure);
                        return session;
                }
            }
        }

        return session;
    }

    private async Task<WriterSession> OpenAsync(WriterSession? session)
    {
        if (session is { IsOpen: true })
        {
            return session;
        }

        if (session is not null)
        {
            await session.DisposeAsync();
        }

        return await WriterSession.OpenAsync(_connections);
    }

    private async Task WriteOnceAsync(WriterSession session, AppendBatch batch)
    {
        var started = _time.GetTimestamp();
        var outcomes = await session.WriteAsync(batch.Rows);
        long events = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var pending = batch.Items[i];
            switch (outcomes[i])
            {
                case AppendOutcome.KeyTaken:
                    await RefuseTakenAsync(session, pending);
                    break;
                case AppendOutcome.Committed:
                    events += pending.Append.Events.Length;
                    goto default;
                default:
                    pending.Acknowledge(new AppendResult(outcomes[i]));
                    break;
            }
        }

        _metrics.OnCommitted(outcomes.Length, events, _time.GetElapsedTime(started));
        _statistics.OnCommitted(events);
    }

    private static async Task RefuseTakenAsync(WriterSession session, PendingAppend pending)
    {
        try
        {
            pending.Acknowledge(new AppendResult(AppendOutcome.KeyTaken, await session.FindHolderAsync(pending.Append)));
        }
        catch (Exception failure)
        {
            pending.Fail(new StoreUnavailableException("The store could not say who holds the key.", failure));
        }
    }

    /// <summary>One of them can never be written: each by itself, so that it alone fails.</summary>
    private async Task<WriterSession?> WriteApartAsync(WriterSession? session, AppendBatch batch)
    {
        PendingAppend[] items = [.. batch.Items];
        foreach (var pending in items)
        {
            batch.Take(pending);
            session = await WriteAsync(session, batch);
        }

        return session;
    }

    private static void Refuse(PendingAppend pending, Exception failure)
    {
        if (failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "event_pkey" })
        {
            // The fence itself: another wrote this event, whatever the invoice's row says.
            pending.Acknowledge(new AppendResult(AppendOutcome.Stale));
            return;
        }

        pending.Fail(failure);
    }

    private void Fail(AppendBatch batch, PostgresFailure kind, Exception failure)
    {
        _metrics.OnBatchFailed();
        BatchFailed(failure, kind, batch.Items.Count);
        foreach (var pending in batch.Items)
        {
            pending.Fail(new StoreUnavailableException("The store could not write.", failure));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch of {Appends} appends failed as {Kind}; nothing of it was written.")]
    private partial void BatchFailed(Exception failure, PostgresFailure kind, int appends);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of a batch of {Appends} appends is unknown; each is settled by what the store holds.")]
    private partial void BatchUnknown(Exception failure, int appends);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch of {Appends} appends collided with another and is made again.")]
    private partial void BatchCollided(int appends);
}
