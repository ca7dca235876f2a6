using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Triage.Models.Intake;
using Triage.Models.Registry;
using static Triage.Storage.Postgres.PostgresReads;

namespace Triage.Storage.Postgres;

/// <summary>Each call may be made twice: at worst a run stays leased to nobody until its lease ends.</summary>
internal sealed class PostgresShadowRuns(PostgresReaders connections) : IShadowRuns
{
    private static readonly string List = SqlText.Statement("Postgres", "list-shadow-runs");
    private static readonly string Take = SqlText.Statement("Postgres", "take-shadow-run");
    private static readonly string Advance = SqlText.Statement("Postgres", "advance-shadow-run");
    private static readonly string Segments = SqlText.Statement("Postgres", "list-shadow-segments");
    private static readonly string Disagreements = SqlText.Statement("Postgres", "list-shadow-disagreements");
    private static readonly string GiveBack = SqlText.Statement("Postgres", "give-back-shadow-run");

    public ValueTask<ImmutableArray<ShadowRun>> OfVersionAsync(string tenant, string version, CancellationToken cancellationToken = default) =>
        connections.ReadAsync((connection, token) => RunsAsync(Command(connection, List, tenant, version), token), cancellationToken);

    public ValueTask<ShadowRun?> TakeAsync(TimeSpan leaseTime, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) => (await RunsAsync(Command(connection, Take, Micros(leaseTime)), token)).FirstOrDefault(), cancellationToken);

    public ValueTask<bool> AdvanceAsync(ShadowRun from, ShadowAdvance to, TimeSpan leaseTime, CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                var (counts, found, parts) = (to.Counts, to.Disagreements, to.Segments);
                await using var command = Command(
                    connection, Advance, to.Position, counts.Invoices, counts.SameVerdict, counts.SameExceptions, counts.Failed, counts.SameCodes, counts.Agreed, Micros(leaseTime), from.Tenant, from.Number,
                    from.Position, found.Select(one => one.Position).ToArray(), found.Select(one => one.Key.Path).ToArray(), found.Select(one => one.Seq).ToArray(), found.Select(one => one.Facility).ToArray(),
                    found.Select(one => ShadowOpinionCodec.Encode(one.Said, one.Candidate)).ToArray(), parts.Select(part => (short)part.By).ToArray(), parts.Select(part => part.Name).ToArray(),
                    parts.Select(part => part.Counts.Invoices).ToArray(), parts.Select(part => part.Counts.SameVerdict).ToArray(), parts.Select(part => part.Counts.SameExceptions).ToArray(),
                    parts.Select(part => part.Counts.SameCodes).ToArray(), parts.Select(part => part.Counts.Agreed).ToArray());
                return await command.ExecuteScalarAsync(token) is 1L;
            },
            cancellationToken);

    public ValueTask<ImmutableArray<ShadowSegment>> SegmentsAsync(string tenant, long number, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) =>
        {
            var parts = ImmutableArray.CreateBuilder<ShadowSegment>();
            await using var command = Command(connection, Segments, tenant, number);
            await using var row = await command.ExecuteReaderAsync(token);
            while (await row.ReadAsync(token))
            {
                parts.Add(new(
                    (ShadowSegmentKind)row.GetInt16(0), row.GetString(1), new ShadowCounts(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), 0, row.GetInt64(5), row.GetInt64(6))));
            }

            return parts.ToImmutable();
        },
        cancellationToken);

    public ValueTask<ImmutableArray<ShadowDisagreement>> DisagreementsAsync(
        string tenant, long number, long beforePosition, int countMax, ImmutableArray<string>? facilities, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) =>
        {
            var found = ImmutableArray.CreateBuilder<ShadowDisagreement>();
            await using var command = Command(
                connection, Disagreements, tenant, number, beforePosition, OrNull(NpgsqlDbType.Array | NpgsqlDbType.Text, facilities is { } scope ? scope.ToArray() : null), (long)countMax);
            await using var row = await command.ExecuteReaderAsync(token);
            while (await row.ReadAsync(token))
            {
                var (said, candidate) = ShadowOpinionCodec.Decode(row.GetFieldValue<byte[]>(4));
                found.Add(new(row.GetInt64(0), InvoiceKey.FromStored(tenant, row.GetString(1)), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3), said, candidate));
            }

            return found.ToImmutable();
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
                    new ShadowCounts(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13))));
            }

            return runs.ToImmutable();
        }
    }

    private static long Micros(TimeSpan time) => (long)time.TotalMicroseconds;
}
