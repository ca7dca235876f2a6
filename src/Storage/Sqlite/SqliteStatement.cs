using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Triage.Storage.Sqlite;

/// <summary>
/// A statement file prepared once on a connection. Values are bound in the order in which the parameters first appear.
/// SQLite's own calls, because a command of the data provider looks each parameter up by name at every use, which costs as
/// much as the insert of a row.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int TextBytesOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly SqliteRow _row;
    private readonly int _parameters;

    public SqliteStatement(SqliteConnection connection, string name)
        : this(HandleOf(connection), SqlText.Statement("Sqlite", name))
    {
    }

    private SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest), database);
        if (!string.IsNullOrWhiteSpace(rest))
        {
            throw new ArgumentException($"One statement is run, this is behind it: {rest}", nameof(sql));
        }

        _row = new SqliteRow(database, _statement);
        _parameters = raw.sqlite3_bind_parameter_count(_statement);
    }

    /// <summary>The rowid that this connection's last insert gave; of tables that have one.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_database);

    public static SqliteStatement Of(SqliteConnection connection, string sql) => new(HandleOf(connection), sql);

    /// <summary>Rows changed.</summary>
    public int Run(params ReadOnlySpan<SqliteValue> values)
    {
        using var row = Read(values);
        while (row.Read())
        {
        }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>To be disposed before the statement is used again.</summary>
    public SqliteRow Read(params ReadOnlySpan<SqliteValue> values)
    {
        if (values.Length != _parameters)
        {
            throw new ArgumentException($"{_parameters} values are needed, {values.Length} were given: {raw.sqlite3_sql(_statement).utf8_to_string()}");
        }

        for (var i = 0; i < values.Length; i++)
        {
            SqliteException.ThrowExceptionForRC(Bind(i + 1, values[i]), _database);
        }

        _row.Begin();
        return _row;
    }

    /// <summary>The first column of the first row; 0 where there is no row.</summary>
    public long Number(params ReadOnlySpan<SqliteValue> values)
    {
        using var row = Read(values);
        return row.Read() ? row.GetInt64(0) : 0;
    }

    public void Dispose() => _statement.Dispose();

    private static sqlite3 HandleOf(SqliteConnection connection) => connection.Handle ?? throw new InvalidOperationException("The connection is not open.");

    private int Bind(int place, SqliteValue value) => value switch
    {
        { Number: { } number } => raw.sqlite3_bind_int64(_statement, place, number),
        { Reference: string text } => BindText(place, text),
        { Reference: byte[] bytes } => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => raw.sqlite3_bind_null(_statement, place),
    };

    private int BindText(int place, string text)
    {
        if (text.Length == 0)
        {
            // An empty span has no address, which SQLite takes for NULL.
            return raw.sqlite3_bind_text(_statement, place, text);
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > TextBytesOnStack)
        {
            return raw.sqlite3_bind_text(_statement, place, Encoding.UTF8.GetBytes(text).AsSpan());
        }

        Span<byte> bytes = stackalloc byte[TextBytesOnStack];
        return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}
