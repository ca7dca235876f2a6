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

    public void Dispose()
    {
        foreach (var statement in new[] { History, Request, Twins, Overdue, Invoices })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}
