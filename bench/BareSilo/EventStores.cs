namespace Triage.BareSilo;

internal static class EventStores
{
    /// <param name="store">A connection string of PostgreSQL, or the directory of a SQLite database.</param>
    public static IEventStore Open(string? store, Counters counters) => store switch
    {
        null or "" => throw new ArgumentException("--Store is missing: a directory, or a connection string of PostgreSQL."),
        _ when store.Contains('=', StringComparison.Ordinal) => new PostgresEventStore(store, counters),
        _ => new SqliteEventStore(store, counters),
    };
}
