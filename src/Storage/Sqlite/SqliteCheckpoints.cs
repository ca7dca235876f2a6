using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace Triage.Storage.Sqlite;

/// <summary>
/// Moves pages from the write-ahead log into the database on a thread and connection of its own, while appends go on: SQLite's
/// automatic checkpoint does it inside a commit, which every append waits for. Only when nothing is left is the log begun
/// anew, else it would grow for ever under a steady load: so what came meanwhile, where it is little, is moved by the writer between two batches.
/// </summary>
internal sealed partial class SqliteCheckpoints : IDisposable
{
    /// <summary>6 MB. With more, fewer pages are moved, and the disk is busy for longer at each time.</summary>
    private const int PagesMost = 1500;

    /// <summary>What the writer moves by itself: at most some 20 ms, and under full load about as much comes while 1,500 are moved.</summary>
    private const int RestMost = 1500;

    /// <summary>A disk that moves pages no faster than they come: the writer then makes appends wait for it.</summary>
    private const int TurnsMost = 8;

    /// <summary>Where a reader still needs old pages, or another moves some, it is tried again so much later.</summary>
    private const int PagesUntilAgain = 250;

    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteCheckpoints> _logger;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly Thread _thread;
    private int _pages;
    private int _came;
    private int? _left;
    private int _turns;
    private volatile Stage _stage;
    private volatile bool _isClosing;

    public SqliteCheckpoints(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteCheckpoints> logger)
    {
        (_options, _time, _logger) = (options.Value, time, logger);
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-checkpoint" };
        _thread.Start();
    }

    private enum Stage
    {
        Resting,
        Moving,
        Moved,
    }

    /// <summary>By the writer, after each commit.</summary>
    public void AfterBatch(SqliteConnection connection)
    {
        // Counted and set back; a failed call counts nothing.
        _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, resetFlg: 1);
        _pages += written;
        _came += written;
        switch (_stage)
        {
            case Stage.Resting when _pages >= PagesMost:
            case Stage.Moved when _left + _came > RestMost && _turns < TurnsMost:
                (_came, _turns, _stage) = (0, _turns + 1, Stage.Moving);
                _wanted.Release();
                break;
            case Stage.Moved:
                _pages = _left is not null && Move(connection) is (raw.SQLITE_OK, 0) ? 0 : PagesMost - PagesUntilAgain;
                (_turns, _stage) = (0, Stage.Resting);
                break;
        }
    }

    public void Dispose()
    {
        _isClosing = true;
        _wanted.Release();
        _thread.Join();
        _wanted.Dispose();
    }

    /// <returns>SQLite's code, and the pages left in the log: those that a reader needs there.</returns>
    private static (int Outcome, int Left) Move(SqliteConnection connection)
    {
        var outcome = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var inLog, out var moved);
        return (outcome, inLog - moved);
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
                var (outcome, left) = Move(connection);
                // Busy: another moves pages just now.
                if (outcome != raw.SQLITE_BUSY)
                {
                    SqliteException.ThrowExceptionForRC(outcome, connection.Handle);
                }

                _left = outcome == raw.SQLITE_OK ? left : null;
            }
            catch (Exception failure)
            {
                // Whatever it is: nothing is lost, the log holds it, and the next turn tries again.
                CheckpointFailed(failure);
                connection?.Dispose();
                (connection, _left) = (null, null);
            }

            _stage = Stage.Moved;
        }

        connection?.Dispose();
    }
}
