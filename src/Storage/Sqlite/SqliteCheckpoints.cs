using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Triage.Storage.Sqlite;

/// <summary>
/// Moves pages from the write-ahead log into the database on a thread and connection of its own, while appends go on: SQLite's
/// automatic checkpoint does it inside a commit, which every append waits for. What came meanwhile is little; the
/// writer moves that by itself between two batches, because only when nothing is left is the log begun anew, and else it
/// would grow for ever under a steady load.
/// </summary>
internal sealed partial class SqliteCheckpoints : IDisposable
{
    /// <summary>6 MB. With more, fewer pages are moved, and the disk is busy for longer at each time.</summary>
    private const int PagesMost = 1500;

    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly Thread _thread;
    private int _pages;
    private volatile Stage _stage;
    private volatile bool _isClosing;

    public SqliteCheckpoints(SqliteStoreOptions options, TimeProvider time, ILogger logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-checkpoint" };
        _thread.Start();
    }

    private enum Stage
    {
        Resting,
        Moving,
        Moved,
    }

    /// <summary>By the writer, whenever no append waits for it.</summary>
    public void AfterBatch(SqliteConnection connection)
    {
        // Counted and set back; a failed call counts nothing.
        _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        _pages += pages;
        if (_stage == Stage.Moved)
        {
            // Where a reader still needs old pages not all is moved: the next time it will be.
            _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
            (_pages, _stage) = (0, Stage.Resting);
        }
        else if (_stage == Stage.Resting && _pages >= PagesMost)
        {
            _stage = Stage.Moving;
            _wanted.Release();
        }
    }

    public void Dispose()
    {
        _isClosing = true;
        _wanted.Release();
        _thread.Join();
        _wanted.Dispose();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        while (true)
        {
            _wanted.Wait();
            if (_isClosing)
            {
                break;
            }

            try
            {
                connection ??= SqliteConnections.OpenWriter(_options.FilePath, _time);
                SqliteException.ThrowExceptionForRC(raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _), connection.Handle);
            }
            catch (SqliteException failure)
            {
                // Nothing is lost: the log holds it, and the next turn tries again.
                CheckpointFailed(failure);
                connection?.Dispose();
                connection = null;
            }

            _stage = Stage.Moved;
        }

        connection?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pages could not be moved from the write-ahead log into the database; the log grows until they can.")]
    private partial void CheckpointFailed(Exception failure);
}
