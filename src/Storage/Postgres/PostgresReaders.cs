using Npgsql;
using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>Reads on the primary, each on a connection of a bounded pool.</summary>
internal sealed class PostgresReaders(PostgresConnections connections)
{
    /// <exception cref="StoreUnavailableException">The store cannot be read now.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOnceAsync(read, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && PostgresFailures.Of(failure) == PostgresFailure.Unknown)
        {
            // Most likely the server was started anew and this connection is of before. A read may be made twice.
            connections.ForgetIdleReaders();
        }

        return await ReadOnceAsync(read, cancellationToken, isLast: true);
    }

    private async ValueTask<T> ReadOnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken, bool isLast = false)
    {
        try
        {
            await using var connection = await connections.OpenReaderAsync(cancellationToken);
            return await read(connection, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && Means(PostgresFailures.Of(failure), isLast))
        {
            throw new StoreUnavailableException("The store cannot be read.", failure);
        }
    }

    private static bool Means(PostgresFailure kind, bool isLast) => kind is not PostgresFailure.Deterministic && (isLast || kind is not PostgresFailure.Unknown);
}
