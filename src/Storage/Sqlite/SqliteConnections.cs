using Microsoft.Data.Sqlite;
using SQLitePCL;
using Triage.Models.Clock;

namespace Triage.Storage.Sqlite;

/// <summary>Opens connections as every part of the store needs them.</summary>
public static class SqliteConnections
{
    static SqliteConnections()
    {
        // Each connection is used by one thread at a time, so SQLite need not lock it at every call.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    /// <summary>Writing: durable at commit (WAL, synchronous=FULL).</summary>
    // Pages of the log are moved apart from commits (SqliteCheckpoints). A log that grew is cut when it is begun anew.
    public static SqliteConnection OpenWriter(string path, TimeProvider time) =>
        Open(path, SqliteOpenMode.ReadWriteCreate, time, "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864");

    public static SqliteConnection OpenReader(string path, TimeProvider time) => Open(path, SqliteOpenMode.ReadWrite, time, "PRAGMA query_only = ON");

    private static SqliteConnection Open(string path, SqliteOpenMode mode, TimeProvider time, string? also = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();

            // Else SQLite plans a statement anew whenever a bound LIMIT changes: a third of its time here.
            _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            // First: another process may hold the file at the next one.
            Run(connection, "PRAGMA busy_timeout = 5000");
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, "PRAGMA synchronous = FULL");
            Run(connection, "PRAGMA cache_size = -65536");
            Run(connection, "PRAGMA temp_store = MEMORY");
            if (also is not null)
            {
                Run(connection, also);
            }

            // The store's clock. It is the process's here; tests move it, SQL reads only this.
            connection.CreateFunction("store_now", () => time.NowMicros());
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
