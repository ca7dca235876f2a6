using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Triage.Models.Intake;
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

    public ValueTask<bool> AdvanceAsync(ShadowRun from, ShadowAdvance to, TimeSpan leaseTime, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            from.Tenant,
            connection =>
            {
                var counts = to.Counts;
                using var advance = new SqliteStatement(connection, "advance-shadow-run");
                if (advance.Run(
                    to.Position, counts.Invoices, counts.SameVerdict, counts.SameExceptions, counts.Failed, counts.SameCodes, counts.Agreed, Micros(leaseTime), from.Tenant, from.Number, from.Position) == 0)
                {
                    return false;
                }

                using var note = new SqliteStatement(connection, "note-shadow-disagreement");
                foreach (var one in to.Disagreements)
                {
                    note.Run(from.Tenant, from.Number, one.Position, one.Key.Path, one.Seq, one.Facility, ShadowOpinionCodec.Encode(one.Said, one.Candidate));
                }

                using var count = new SqliteStatement(connection, "count-shadow-segment");
                foreach (var (by, name, part) in to.Segments)
                {
                    count.Run(from.Tenant, from.Number, (long)by, name, part.Invoices, part.SameVerdict, part.SameExceptions, part.SameCodes, part.Agreed);
                }

                return true;
            },
            cancellationToken);

    public ValueTask<ImmutableArray<ShadowSegment>> SegmentsAsync(string tenant, long number, CancellationToken cancellationToken = default) => readers.ReadAsync(
        reader =>
        {
            var parts = ImmutableArray.CreateBuilder<ShadowSegment>();
            using var row = reader.ShadowSegments.Read(tenant, number);
            while (row.Read())
            {
                parts.Add(new(
                    (ShadowSegmentKind)row.GetInt64(0), row.GetString(1), new ShadowCounts(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), 0, row.GetInt64(5), row.GetInt64(6))));
            }

            return parts.ToImmutable();
        },
        cancellationToken);

    public ValueTask<ImmutableArray<ShadowDisagreement>> DisagreementsAsync(
        string tenant, long number, long beforePosition, int countMax, ImmutableArray<string>? facilities, CancellationToken cancellationToken = default) => readers.ReadAsync(
        reader =>
        {
            var found = ImmutableArray.CreateBuilder<ShadowDisagreement>();
            using var row = reader.ShadowDisagreements.Read(tenant, number, beforePosition, facilities is { } scope ? JsonSerializer.Serialize(scope) : null, (long)countMax);
            while (row.Read())
            {
                var (said, candidate) = ShadowOpinionCodec.Decode(row.GetBytes(4));
                found.Add(new(row.GetInt64(0), InvoiceKey.FromStored(tenant, row.GetString(1)), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3), said, candidate));
            }

            return found.ToImmutable();
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
                    new ShadowCounts(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13))));
            }

            return runs.ToImmutable();
        }
    }

    private static long Micros(TimeSpan time) => (long)time.TotalMicroseconds;
}
