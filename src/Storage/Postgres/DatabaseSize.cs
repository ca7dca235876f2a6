using Npgsql;

namespace Triage.Storage.Postgres;

/// <summary>What the database takes, asked at most every so often: the server adds up files for it.</summary>
internal sealed class DatabaseSize(PostgresConnections connections, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(15);
    private static readonly string Measure = SqlText.Statement("Postgres", "measure-database");

    private long _bytes;
    private long _askedAt;
    private int _isAsking;

    /// <summary>As last measured; asks anew for the next reader when that is long ago.</summary>
    public long Bytes
    {
        get
        {
            var isOld = _askedAt == 0 || time.GetElapsedTime(Interlocked.Read(ref _askedAt)) > Age;
            if (isOld && Interlocked.Exchange(ref _isAsking, 1) == 0)
            {
                _ = AskAsync();
            }

            return Interlocked.Read(ref _bytes);
        }
    }

    private async Task AskAsync()
    {
        try
        {
            await using var connection = await connections.OpenReaderAsync(CancellationToken.None);
            await using var command = PostgresReads.Command(connection, Measure);
            Interlocked.Exchange(ref _bytes, (long)(await command.ExecuteScalarAsync())!); // the function always answers
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException or TimeoutException)
        {
            // The gauge keeps its last value; that the store is away is told elsewhere.
        }
        finally
        {
            Interlocked.Exchange(ref _askedAt, time.GetTimestamp());
            Interlocked.Exchange(ref _isAsking, 0);
        }
    }
}
