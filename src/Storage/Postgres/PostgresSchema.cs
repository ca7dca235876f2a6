using System.Globalization;
using Npgsql;
using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>Brings a database to the schema that this build knows, under a lock: of many silos that start at once one does it.</summary>
public static class PostgresSchema
{
    // Any number that nobody else locks in this database: "triage" in ASCII.
    private const long MigrationLock = 0x747269616765;

    /// <exception cref="StoreRefusedException">It can't serve: the credentials, the database, its settings or its schema; says what to do.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task MigrateAsync(PostgresStoreOptions options, CancellationToken cancellationToken)
    {
        using var connections = new PostgresConnections(options);
        try
        {
            await using var connection = await connections.OpenSingleAsync(cancellationToken);
            await RequireDurableAsync(connection, cancellationToken);

            // However long others take for theirs; an index may take longer than any statement should.
            await RunAsync(connection, "SET lock_timeout = 0; SET statement_timeout = 0", cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await RunAsync(connection, $"SELECT pg_advisory_xact_lock({MigrationLock})", cancellationToken);
            await ApplyAsync(connection, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw StoreRefusals.Explain(failure, options.ConnectionString);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var migrations = SqlText.Migrations("Postgres");
        await RunAsync(connection, "CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, migrated_at timestamptz NOT NULL DEFAULT now())", cancellationToken);
        var current = Convert.ToInt32(await ScalarAsync(connection, "SELECT coalesce(max(version), 0) FROM schema_version", cancellationToken), CultureInfo.InvariantCulture);
        if (current > migrations[^1].Version)
        {
            throw new StoreRefusedException(
                $"The store has schema {current}, this build knows up to {migrations[^1].Version}: run the newer build that wrote it.");
        }

        foreach (var (version, sql) in migrations.Where(migration => migration.Version > current))
        {
            await RunAsync(connection, sql, cancellationToken);
            await RunAsync(connection, $"INSERT INTO schema_version (version) VALUES ({version})", cancellationToken);
        }
    }

    /// <summary>A server that may lose what it committed makes every acknowledgement a lie.</summary>
    private static async Task RequireDurableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var setting in new[] { "fsync", "full_page_writes" })
        {
            if ((string?)await ScalarAsync(connection, $"SHOW {setting}", cancellationToken) == "off")
            {
                throw new StoreRefusedException($"The server runs with {setting} = off: a crash could lose what was acknowledged. Set {setting} = on and reload it.");
            }
        }

        if (await ScalarAsync(connection, "SELECT pg_is_in_recovery()", cancellationToken) is true)
        {
            throw new StoreRefusedException("The server is a standby, which cannot be written. Name the primary.");
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
