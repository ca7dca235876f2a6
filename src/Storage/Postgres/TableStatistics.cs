using Microsoft.Extensions.Logging;

namespace Triage.Storage.Postgres;

/// <summary>
/// Has the server look at tables that grew out of what it knows of them. It does so by itself, but a minute late:
/// until then it plans for an empty table, takes any index that begins with the tenant, and reads all of the
/// tenant's rows for each one.
/// </summary>
internal sealed partial class TableStatistics(PostgresConnections connections, ILogger<TableStatistics> logger)
{
    private const long FirstAt = 300;
    private const long Growth = 4;

    /// <summary>Beyond, the server's own rounds are often enough, and planning everything anew would be felt by the callers of that moment.</summary>
    private const long LastAt = 100_000;

    private static readonly string Find = SqlText.Statement("Postgres", "find-unanalysed");

    private long _events;
    private long _nextAt = FirstAt;

    /// <summary>After each commit, with what it wrote.</summary>
    public void OnCommitted(long events)
    {
        var at = Interlocked.Read(ref _nextAt);
        if (Interlocked.Add(ref _events, events) >= at && at <= LastAt && Interlocked.CompareExchange(ref _nextAt, at * Growth, at) == at)
        {
            _ = RefreshAsync(at);
        }
    }

    private async Task RefreshAsync(long written)
    {
        try
        {
            await using var connection = await connections.OpenSingleAsync(CancellationToken.None);
            var tables = new List<string>();
            await using (var find = PostgresReads.Command(connection, Find, (float)(written / 2)))
            {
                await using var row = await find.ExecuteReaderAsync();
                while (await row.ReadAsync())
                {
                    tables.Add(row.GetString(0));
                }
            }

            if (tables.Count > 0)
            {
                // A tenth of the usual sample: how many rows there are is all that matters, and the whole takes half a second of a processor.
                await using var analyse = PostgresReads.Command(connection, $"SET default_statistics_target = 10; ANALYZE {string.Join(", ", tables)}");
                await analyse.ExecuteNonQueryAsync();
            }
        }
        catch (Exception failure)
        {
            // It only makes things slow, and the server's own round comes.
            RefreshFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Statistics of the tables could not be refreshed; the server's own round will.")]
    private partial void RefreshFailed(Exception failure);
}
