using System.Data;
using Npgsql;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Storage.Postgres;

/// <summary>A writer's connection with what is prepared on it. Thrown away after any doubt.</summary>
internal sealed class WriterSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly AppendCall _append;

    private WriterSession(NpgsqlConnection connection, AppendCall append) => (_connection, _append) = (connection, append);

    public static async Task<WriterSession> OpenAsync(PostgresConnections connections)
    {
        var connection = await connections.OpenSingleAsync(CancellationToken.None);
        try
        {
            return new WriterSession(connection, await AppendCall.PrepareAsync(connection));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>False after the server or the wire ended it.</summary>
    public bool IsOpen => _connection.State == ConnectionState.Open;

    /// <summary>Committed when this returns.</summary>
    public Task<AppendOutcome[]> WriteAsync(IReadOnlyList<AppendRow> rows) => _append.RunAsync(rows);

    /// <summary>Who holds the key of an append that was refused for it. That is committed: the call saw it.</summary>
    public Task<IdempotencyRecord?> FindHolderAsync(InvoiceAppend append) =>
        PostgresReads.FindRequestAsync(_connection, append.Key.Tenant, append.Claim!.Request, CancellationToken.None); // only a claim is refused so

    public async ValueTask DisposeAsync()
    {
        _append.Dispose();
        try
        {
            await _connection.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // It was broken before; it is gone all the same.
        }
    }
}
