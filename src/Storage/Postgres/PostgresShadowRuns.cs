using System.Collections.Immutable;
using Npgsql;
using Triage.Models.Registry;
using static Triage.Storage.Postgres.PostgresReads;

namespace Triage.Storage.Postgres;

/// <summary>Each call may be made twice: at worst a run stays leased to nobody until its lease ends.</summary>
internal sealed class PostgresShadowRuns(PostgresReaders connections) : IShadowRuns
{
    private static readonly string List = SqlText.Statement("Postgres", "list-shadow-runs");
    private static readonly string Take = SqlText.Statement("Postgres", "take-shadow-run");
    private static readonly string Advance = SqlText.Statement("Postgres", "advance-shadow-run");
    private static readonly string GiveBack = SqlText.Statement("Postgres", "give-back-shadow-run");

    public ValueTask<ImmutableArray<ShadowRun>> OfVersionAsync(string tenant, string version, CancellationToken cancellationToken = default) =>
        connections.ReadAsync((connection, token) => RunsAsync(Command(connection, List, tenant, version), token), cancellationToken);

    public ValueTask<ShadowRun?> TakeAsync(TimeSpan leaseTime, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) => (await RunsAsync(Command(connection, Take, Micros(leaseTime)), token)).FirstOrDefault(), cancellationToken);

    public ValueTask<bool> AdvanceAsync(ShadowRun from, long position, ShadowCounts counts, TimeSpan leaseTime, CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                await using var command = Command(
                    connection, Advance, position, counts.Invoices, counts.SameVerdict, counts.SameExceptions, counts.Failed, Micros(leaseTime), from.Tenant, from.Number, from.Position);
                return await command.ExecuteNonQueryAsync(token) == 1;
            },
            cancellationToken);

    public async ValueTask GiveBackAsync(ShadowRun run, CancellationToken cancellationToken = default) => await connections.ReadAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, GiveBack, run.Tenant, run.Number);
            return await command.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    private static async Task<ImmutableArray<ShadowRun>> RunsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            var runs = ImmutableArray.CreateBuilder<ShadowRun>();
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
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
