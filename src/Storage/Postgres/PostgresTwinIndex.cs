using System.Collections.Immutable;
using Npgsql;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Postgres;

internal sealed class PostgresTwinIndex(PostgresReaders readers) : ITwinIndex
{
    private static readonly string Find = SqlText.Statement("Postgres", "find-twins");

    public ValueTask<TwinCandidates> FindAsync(InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => FindAsync(connection, self, keys, perKeyMax, token), cancellationToken);

    private static async Task<TwinCandidates> FindAsync(
        NpgsqlConnection connection, InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, CancellationToken cancellationToken)
    {
        var ranges = DayRange.Of(keys);
        var found = ImmutableArray.CreateBuilder<TwinCandidate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var counts = new int[ranges.Length];
        await using var command = PostgresReads.Command(
            connection, Find,
            System.Array.ConvertAll(ranges, range => range.Key.Hash), System.Array.ConvertAll(ranges, range => range.From), System.Array.ConvertAll(ranges, range => range.To),
            self.Tenant, self.Path, (long)perKeyMax + 1);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (++counts[row.GetInt64(0) - 1] > perKeyMax)
            {
                continue; // one more than are compared: the key has overflowed
            }

            var path = row.GetString(1);
            if (seen.Add(path))
            {
                found.Add(new TwinCandidate(InvoiceKey.IdPrefix + path, TwinSummaryCodec.Decode(row.GetFieldValue<byte[]>(2))));
            }
        }

        var overflowed = ranges.Where((_, index) => counts[index] > perKeyMax).ToArray();
        return new TwinCandidates(found.ToImmutable(), overflowed.Length, overflowed.Count(range => range.Key.IsOfNumber));
    }
}
