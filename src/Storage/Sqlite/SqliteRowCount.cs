namespace Triage.Storage.Sqlite;

/// <summary>How many rows a store holds, whatever its tables are.</summary>
public static class SqliteRowCount
{
    public static long In(string directory, TimeProvider time)
    {
        using var connection = SqliteConnections.OpenReader(new SqliteStoreOptions { Directory = directory }.FilePath, time);
        using var names = connection.CreateCommand();
        names.CommandText = "SELECT group_concat('SELECT count(*) AS n FROM \"' || name || '\"', ' UNION ALL ') FROM sqlite_master WHERE type = 'table'";
        using var counts = connection.CreateCommand();
        counts.CommandText = $"SELECT sum(n) FROM ({names.ExecuteScalar()})";
        return (long)counts.ExecuteScalar()!; // a store has tables
    }
}
