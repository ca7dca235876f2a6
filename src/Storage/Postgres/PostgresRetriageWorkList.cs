using Triage.Models.MasterData;
using static Triage.Storage.Postgres.PostgresReads;

namespace Triage.Storage.Postgres;

/// <summary>Each call may be made twice: at worst a work stays leased to nobody until its lease ends.</summary>
internal sealed class PostgresRetriageWorkList(PostgresReaders connections) : IRetriageWorkList
{
    private static readonly string Take = SqlText.Statement("Postgres", "take-retriage");
    private static readonly string Advance = SqlText.Statement("Postgres", "advance-retriage");
    private static readonly string GiveBack = SqlText.Statement("Postgres", "give-back-retriage");
    private static readonly string Count = SqlText.Statement("Postgres", "count-retriage");

    public ValueTask<RetriageWork?> TakeAsync(TimeSpan leaseTime, TimeSpan settleTime, CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                await using var command = Command(connection, Take, Micros(leaseTime), Micros(settleTime));
                await using var row = await command.ExecuteReaderAsync(token);
                return await row.ReadAsync(token)
                    ? new RetriageWork(
                        row.GetString(0), (MasterDataKind)row.GetInt16(1), row.GetInt64(2), row.GetString(3),
                        new RetriageProgress(row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), IsDone: false))
                    : null;
            },
            cancellationToken);

    public ValueTask<bool> AdvanceAsync(RetriageWork from, string cursor, RetriageProgress progress, TimeSpan leaseTime, CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                await using var command = Command(
                    connection, Advance, cursor, progress.Visited, progress.Retriaged, progress.Failed, progress.IsDone, Micros(leaseTime),
                    from.Tenant, (short)from.Kind, from.Version, from.Cursor);
                return await command.ExecuteNonQueryAsync(token) == 1;
            },
            cancellationToken);

    public async ValueTask GiveBackAsync(RetriageWork work, CancellationToken cancellationToken = default) => await connections.ReadAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, GiveBack, work.Tenant, (short)work.Kind, work.Version);
            return await command.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    public ValueTask<int> CountAsync(CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                await using var command = Command(connection, Count);
                return await command.ExecuteScalarAsync(token) is long count ? (int)count : 0;
            },
            cancellationToken);

    private static long Micros(TimeSpan time) => (long)time.TotalMicroseconds;
}
