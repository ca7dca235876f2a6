using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triage.Models.Registry;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteShadowRuns(SqliteReaders readers, SqliteSideWriter writer, IOptions<SqliteStoreOptions> options) : IShadowRuns
{
    public ValueTask<ImmutableArray<ShadowRun>> OfVersionAsync(string tenant, string version, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => Runs(reader.ShadowRuns.Read(tenant, version)), cancellationToken);

    public async ValueTask<ShadowRun?> TakeAsync(TimeSpan leaseTime, CancellationToken cancellationToken = default)
    {
        // Mostly there is none, and asking is no write.
        if (await readers.ReadAsync(reader => reader.ShadowRunCount.Number(), cancellationToken) == 0)
        {
            return null;
        }

        return await writer.WriteAsync(
            options.Value.Tenant,
            connection =>
            {
                using var take = new SqliteStatement(connection, "take-shadow-run");
                return Runs(take.Read(Micros(leaseTime))).FirstOrDefault();
            },
            cancellationToken);
    }

    public ValueTask<bool> AdvanceAsync(ShadowRun from, long position, ShadowCounts counts, TimeSpan leaseTime, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            from.Tenant,
            connection =>
            {
                using var advance = new SqliteStatement(connection, "advance-shadow-run");
                return advance.Run(
                    position, counts.Invoices, counts.SameVerdict, counts.SameExceptions, counts.Failed, Micros(leaseTime), from.Tenant, from.Number, from.Position) == 1;
            },
            cancellationToken);

    public async ValueTask GiveBackAsync(ShadowRun run, CancellationToken cancellationToken = default) => await writer.WriteAsync(
        run.Tenant,
        connection =>
        {
            using var give = new SqliteStatement(connection, "give-back-shadow-run");
            return give.Run(run.Tenant, run.Number);
        },
        cancellationToken);

    private static ImmutableArray<ShadowRun> Runs(SqliteRow row)
    {
        using (row)
        {
            var runs = ImmutableArray.CreateBuilder<ShadowRun>();
            while (row.Read())
            {
                runs.Add(new ShadowRun(
                    row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5), row.GetInt64(6), row.GetInt64(7),
                    new ShadowCounts(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11))));
            }

            return runs.ToImmutable();
        }
    }

    private static long Micros(TimeSpan time) => (long)time.TotalMicroseconds;
}
