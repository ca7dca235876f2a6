using Triage.Storage.Postgres;
using Triage.Storage.Scan;
using Triage.Storage.Sqlite;

namespace Triage.Storage;

/// <summary>Opens a store to be read as of one moment, whether a service writes to it meanwhile or not.</summary>
public static class StoreScans
{
    /// <param name="store">The data directory of an embedded store, or PostgreSQL's connection string.</param>
    /// <returns>One for each tenant.</returns>
    // The store's clock is not asked for anything here.
    public static IReadOnlyList<IStoreScan> Open(string store) => IsPostgres(store)
        ? [.. PostgresStoreScan.Tenants(store).Select(tenant => PostgresStoreScan.Open(store, tenant))]
        : [new SqliteStoreScan(store, TimeProvider.System)];

    /// <summary>Of one tenant; <c>null</c>: the store has nothing of it.</summary>
    /// <param name="choose">Of all that the store has.</param>
    public static IStoreScan? OpenOne(string store, Func<IReadOnlyList<string>, string?> choose)
    {
        if (IsPostgres(store))
        {
            return choose(PostgresStoreScan.Tenants(store)) is { } tenant ? PostgresStoreScan.Open(store, tenant) : null;
        }

        var scan = new SqliteStoreScan(store, TimeProvider.System);
        if (choose([scan.Tenant]) is not null)
        {
            return scan;
        }

        scan.Dispose();
        return null;
    }

    /// <summary>Otherwise it is a directory.</summary>
    public static bool IsPostgres(string store) => store.Contains("Host=", StringComparison.OrdinalIgnoreCase) || store.Contains("Server=", StringComparison.OrdinalIgnoreCase);
}
