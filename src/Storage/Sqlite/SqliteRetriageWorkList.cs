using Triage.Models.MasterData;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteRetriageWorkList(SqliteReaders readers, SqliteSideWriter writer, Microsoft.Extensions.Options.IOptions<SqliteStoreOptions> options) : IRetriageWorkList
{
    public async ValueTask<RetriageWork?> TakeAsync(TimeSpan leaseTime, TimeSpan settleTime, CancellationToken cancellationToken = default)
    {
        // Nearly always there is none, and asking is no write.
        if (await CountAsync(cancellationToken) == 0)
        {
            return null;
        }

        return await writer.WriteAsync(
            options.Value.Tenant,
            connection =>
            {
                using var take = new SqliteStatement(connection, "take-retriage");
                using var row = take.Read(Micros(leaseTime), Micros(settleTime));
                return row.Read()
                    ? new RetriageWork(
                        row.GetString(0), (MasterDataKind)row.GetByte(1), row.GetInt64(2), row.GetString(3),
                        new RetriageProgress(row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), IsDone: false))
                    : null;
            },
            cancellationToken);
    }

    public ValueTask<bool> AdvanceAsync(RetriageWork from, string cursor, RetriageProgress progress, TimeSpan leaseTime, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            from.Tenant,
            connection =>
            {
                using var advance = new SqliteStatement(connection, "advance-retriage");
                return advance.Run(
                    cursor, progress.Visited, progress.Retriaged, progress.Failed, progress.IsDone, Micros(leaseTime),
                    from.Tenant, (long)from.Kind, from.Version, from.Cursor) == 1;
            },
            cancellationToken);

    public async ValueTask GiveBackAsync(RetriageWork work, CancellationToken cancellationToken = default) =>
        await writer.WriteAsync(
            work.Tenant,
            connection =>
            {
                using var give = new SqliteStatement(connection, "give-back-retriage");
                return give.Run(work.Tenant, (long)work.Kind, work.Version);
            },
            cancellationToken);

    public ValueTask<int> CountAsync(CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => (int)reader.RetriageCount.Number(), cancellationToken);

    private static long Micros(TimeSpan time) => (long)time.TotalMicroseconds;
}
