using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Triage.Models.History;

namespace Triage.Storage.Sqlite;

/// <summary>
/// Writes what is rare and no append: on a connection of its own, one transaction after the other, beside the writer of
/// appends. The file has one write lock, and whoever comes second waits for it.
/// </summary>
internal sealed class SqliteSideWriter : IDisposable
{
    // The appends' writer lets go of the lock between two commits only, so a short wait could miss every gap.
    private static readonly TimeSpan LockWaitMax = TimeSpan.FromSeconds(10);

    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1);

    // The writer is taken so that the schema is there before the first write.
    public SqliteSideWriter(IOptions<SqliteStoreOptions> options, TimeProvider time, SqliteWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (_options, _time) = (options.Value, time);
    }

    /// <exception cref="StoreUnavailableException">Nothing is known of the outcome, or nothing was tried.</exception>
    /// <exception cref="StoreRefusedException">The store does not serve this tenant.</exception>
    public async ValueTask<T> WriteAsync<T>(string tenant, Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        if (tenant != _options.Tenant)
        {
            throw new StoreRefusedException("The embedded store serves one tenant.");
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            // SQLite's calls block, and grains' threads must not.
            return await Task.Run(() => Write(write), cancellationToken);
        }
        catch (SqliteException failure)
        {
            throw new StoreUnavailableException("The store could not write.", failure);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private T Write<T>(Func<SqliteConnection, T> write)
    {
        using var connection = SqliteConnections.OpenWriter(_options.FilePath, _time);
        SqliteConnections.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)LockWaitMax.TotalMilliseconds}"));
        SqliteConnections.Run(connection, "BEGIN IMMEDIATE");

        // Closing the connection rolls back what is not committed.
        var result = write(connection);
        SqliteConnections.Run(connection, "COMMIT");
        return result;
    }
}
