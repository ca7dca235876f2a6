using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Triage.Storage.Sqlite;

/// <summary>The row at which a running statement stands, by columns from 0. Disposing it ends the run.</summary>
internal sealed class SqliteRow(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    private bool _isOver;

    /// <summary>Before the first row.</summary>
    public void Begin() => _isOver = false;

    /// <summary>Moves to the next row; <c>false</c> after the last.</summary>
    public bool Read()
    {
        // SQLite would run the statement again.
        if (_isOver)
        {
            return false;
        }

        var outcome = raw.sqlite3_step(statement);
        if (outcome == raw.SQLITE_ROW)
        {
            return true;
        }

        _isOver = true;
        SqliteException.ThrowExceptionForRC(outcome, database);
        return false;
    }

    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => checked((int)GetInt64(column));

    public byte GetByte(int column) => checked((byte)GetInt64(column));

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public string GetString(int column) =>
        raw.sqlite3_column_text(statement, column).utf8_to_string() ?? throw new InvalidCastException($"Column {column} is NULL.");

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    // What it returns was thrown when it happened.
    public void Dispose() => _ = raw.sqlite3_reset(statement);
}
