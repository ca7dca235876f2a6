using Npgsql;
using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>Commits nothing but a transaction's id, over a connection of its own that is kept: under load all others are taken.</summary>
internal sealed class PostgresStoreProbe(PostgresConnections connections) : IStoreProbe, IDisposable
{
    private static readonly string Statement = SqlText.Statement("Postgres", "probe-store");

    private NpgsqlConnection? _connection;

    public async Task ProbeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            _connection ??= await connections.OpenSingleAsync(cancellationToken);
            await using var command = PostgresReads.Command(_connection, Statement);
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            Dispose();
            throw new StoreUnavailableException("The store could not write.", failure);
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
