using Microsoft.Data.Sqlite;
using Triage.Storage.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteStatementTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SqliteConnection _connection;

    public SqliteStatementTests() => _connection = SqliteConnections.OpenWriter(Path.Combine(_directory.Path, "values.db"), TimeProvider.System);

    public void Dispose()
    {
        _connection.Dispose();
        _directory.Dispose();
    }

    public static TheoryData<string> Texts() => ["", "plain", "Straße № 7 — 漢字 🏥", new string('x', 171), new string('ß', 300), new string('y', 100_000)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_comes_back_as_it_was_bound(string text)
    {
        using var echo = SqliteStatement.Of(_connection, "SELECT $value, typeof($value)");
        using var row = echo.Read(text);
        Assert.True(row.Read());
        Assert.Equal((text, "text"), (row.GetString(0), row.GetString(1)));
        Assert.False(row.Read());
    }

    [Fact]
    public void Numbers_bytes_and_nothing_come_back_as_they_were_bound()
    {
        using var echo = SqliteStatement.Of(_connection, "SELECT $least, $most, $bytes, typeof($none), $text, typeof($nothing), $yes, $absent");
        using var row = echo.Read(long.MinValue, long.MaxValue, new byte[] { 0, 255, 0 }, Array.Empty<byte>(), (string?)null, (byte[]?)null, true, (long?)null);
        Assert.True(row.Read());
        Assert.Equal((long.MinValue, long.MaxValue), (row.GetInt64(0), row.GetInt64(1)));
        Assert.Equal([0, 255, 0], row.GetBytes(2));
        Assert.Equal("blob", row.GetString(3));
        Assert.True(row.IsDBNull(4));
        Assert.Equal("null", row.GetString(5));
        Assert.True(row.GetBoolean(6));
        Assert.True(row.IsDBNull(7));
    }

    [Fact]
    public void Parameter_named_twice_is_bound_once_and_another_count_of_values_is_refused()
    {
        using var sum = SqliteStatement.Of(_connection, "SELECT $a + $b + $a");
        Assert.Equal(7, sum.Number(2L, 3L));
        Assert.Throws<ArgumentException>(() => sum.Number(2L));
    }

    [Fact]
    public void Read_once_more_after_the_last_row_does_not_run_it_again()
    {
        SqliteConnections.Run(_connection, "CREATE TABLE once (n INTEGER)");
        using var insert = SqliteStatement.Of(_connection, "INSERT INTO once VALUES ($n) RETURNING n");
        using (var row = insert.Read(1L))
        {
            Assert.True(row.Read());
            Assert.False(row.Read());
            Assert.False(row.Read());
        }

        using var count = SqliteStatement.Of(_connection, "SELECT count(*) FROM once");
        Assert.Equal(1, count.Number());
        Assert.Throws<ArgumentException>(() => SqliteStatement.Of(_connection, "SELECT 1; DELETE FROM once"));
    }

    [Fact]
    public void Run_says_how_many_rows_it_changed_and_a_refused_row_leaves_the_statement_usable()
    {
        SqliteConnections.Run(_connection, "CREATE TABLE one (id INTEGER PRIMARY KEY, what TEXT NOT NULL)");
        using var insert = SqliteStatement.Of(_connection, "INSERT INTO one (id, what) VALUES ($id, $what)");
        using var kept = SqliteStatement.Of(_connection, "INSERT INTO one (id, what) VALUES ($id, $what) ON CONFLICT DO NOTHING");
        Assert.Equal(1, insert.Run(7L, "first"));
        Assert.Equal(7, insert.LastRowId);
        Assert.Equal(19, Assert.Throws<SqliteException>(() => insert.Run(7L, "again")).SqliteErrorCode);
        Assert.Equal(19, Assert.Throws<SqliteException>(() => insert.Run(8L, (string?)null)).SqliteErrorCode);
        Assert.Equal(0, kept.Run(7L, "again"));
        Assert.Equal(1, insert.Run(8L, "second"));
    }
}
