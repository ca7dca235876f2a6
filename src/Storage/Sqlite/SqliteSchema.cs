using System.Globalization;
using Microsoft.Data.Sqlite;
using Triage.Models.History;

namespace Triage.Storage.Sqlite;

/// <summary>Brings a database file to the schema that this build knows, under its write lock.</summary>
public static class SqliteSchema
{
    /// <exception cref="StoreRefusedException">The file is newer than this build, or another tenant's.</exception>
    public static void Migrate(SqliteConnection connection, string tenant)
    {
        var migrations = SqlText.Migrations("Sqlite");
        // What a migration sorts may be larger than memory.
        SqliteConnections.Run(connection, "PRAGMA temp_store = FILE");
        SqliteConnections.Run(connection, "BEGIN IMMEDIATE");
        try
        {
            var current = VersionOf(connection);
            if (current > migrations[^1].Version)
            {
                throw new StoreRefusedException(
                    $"The store has schema {current}, this build knows up to {migrations[^1].Version}: run the newer build that wrote it.");
            }

            foreach (var (version, sql) in migrations.Where(m => m.Version > current))
            {
                SqliteConnections.Run(connection, sql);
                SqliteConnections.Run(connection, $"PRAGMA user_version = {version}");
            }

            ClaimFor(connection, tenant);
            SqliteConnections.Run(connection, "COMMIT");
        }
        catch
        {
            SqliteConnections.Run(connection, "ROLLBACK");
            throw;
        }

        SqliteConnections.Run(connection, "PRAGMA temp_store = MEMORY");
    }

    /// <summary>For whoever only reads.</summary>
    /// <exception cref="StoreUnavailableException">The file has not the schema that this build knows.</exception>
    public static void Require(SqliteConnection connection)
    {
        var (current, known) = (VersionOf(connection), SqlText.Migrations("Sqlite")[^1].Version);
        if (current != known)
        {
            throw new StoreUnavailableException(current < known
                ? $"The store has schema {current}, this build reads {known}: start the service of this build once, it brings the store there."
                : $"The store has schema {current}, this build knows up to {known}: run the newer build that wrote it.");
        }
    }

    private static int VersionOf(SqliteConnection connection) => Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);

    private static void ClaimFor(SqliteConnection connection, string tenant)
    {
        using (var insert = connection.CreateCommand())
        {
            insert.CommandText = "INSERT INTO store (tenant, epoch, created_at_us) SELECT $tenant, 1, store_now() WHERE NOT EXISTS (SELECT 1 FROM store)";
            insert.Parameters.AddWithValue("$tenant", tenant);
            insert.ExecuteNonQuery();
        }

        var owner = (string?)Scalar(connection, "SELECT tenant FROM store");
        if (owner != tenant)
        {
            throw new StoreRefusedException($"The store belongs to tenant {owner}; the embedded store serves one tenant. Use another data directory for {tenant}.");
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
