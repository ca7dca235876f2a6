using Microsoft.Data.Sqlite;

namespace Triage.Storage.Sqlite;

/// <summary>A reading connection with its prepared statements; used by one thread.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    public SqliteStatement History { get; } = new(connection, "read-history");

    public SqliteStatement Request { get; } = new(connection, "find-request");

    public SqliteStatement Twins { get; } = new(connection, "find-twins");

    public SqliteStatement Overdue { get; } = new(connection, "find-overdue");

    public SqliteStatement Invoices { get; } = new(connection, "list-invoices");

    public SqliteStatement Feed { get; } = new(connection, "read-feed");

    public SqliteStatement FeedHead { get; } = new(connection, "find-feed-head");

    private readonly SqliteStatement _begin = new(connection, "begin-read");
    private readonly SqliteStatement _end = new(connection, "end-read");
    private bool _isBegun;

    /// <summary>Within a transaction: begins one unless it is begun.</summary>
    public SqliteReader Begun()
    {
        if (!_isBegun)
        {
            _begin.Run();
            _isBegun = true;
        }

        return this;
    }

    public void End()
    {
        if (_isBegun)
        {
            _end.Run();
            _isBegun = false;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { History, Request, Twins, Overdue, Invoices, Feed, FeedHead, _begin, _end })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}
