using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteTwinIndex(SqliteReaders readers, KnownFingerprints known) : ITwinIndex
{
    public ValueTask<TwinCandidates> FindAsync(InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, bool isChecked, CancellationToken cancellationToken = default)
    {
        var ranges = DayRange.Of(keys);
        long? asked = null;
        foreach (var range in ranges)
        {
            if (range.Key.Hash != asked && known.MayHave(range.Key.Hash))
            {
                return AskAsync(self, ranges, perKeyMax, cancellationToken);
            }

            asked = range.Key.Hash;
        }

        return ValueTask.FromResult(DayRange.Nothing(ranges));
    }

    private async ValueTask<TwinCandidates> AskAsync(InvoiceKey self, DayRange[] ranges, int perKeyMax, CancellationToken cancellationToken)
    {
        await known.Reading.WaitAsync(cancellationToken);
        return await readers.ReadAsync(reader => Find(reader, self, ranges, perKeyMax), cancellationToken);
    }

    private TwinCandidates Find(SqliteReader reader, InvoiceKey self, DayRange[] ranges, int perKeyMax)
    {
        var found = ImmutableArray.CreateBuilder<TwinCandidate>();
        var seen = new HashSet<long>();
        var generations = new List<int>();
        var (overflowed, ofNumber) = (0, 0);
        var counts = ImmutableArray.CreateBuilder<KeyCount>(ranges.Length);
        long? asked = null;
        foreach (var range in ranges)
        {
            var key = range.Key;
            if (key.Hash != asked)
            {
                known.Find(key.Hash, generations);
                asked = key.Hash;
            }

            // Counted before they are read: what comes between makes the count too low, never the answer.
            var there = reader.TwinCount.Of(generations, key.Hash, range.From, range.To, KeyCount.CountMax + 1);
            counts.Add(new KeyCount(key.Hash, range.From, range.To, there));
            if (there == 0)
            {
                continue;
            }

            var latest = Latest(reader, self, range, generations, perKeyMax + 1);
            if (latest.Count > perKeyMax)
            {
                overflowed++;
                ofNumber += key.IsOfNumber ? 1 : 0;
            }

            foreach (var id in latest.Take(perKeyMax).Where(seen.Add))
            {
                using var row = reader.Twin.Read(id);
                if (row.Read())
                {
                    found.Add(new TwinCandidate(InvoiceKey.IdPrefix + row.GetString(0), TwinSummaryCodec.Decode(row.GetBytes(1))));
                }
            }
        }

        return new TwinCandidates(found.ToImmutable(), overflowed, ofNumber)
        {
            Counts = counts.All(count => count.Count <= KeyCount.CountMax) ? counts.MoveToImmutable() : null,
        };
    }

    /// <summary>The latest under the key by day and arrival: each generation has its own in order.</summary>
    private static List<long> Latest(SqliteReader reader, InvoiceKey self, DayRange range, List<int> generations, int countMax)
    {
        var latest = new List<(long Day, long Id)>();
        foreach (var generation in generations)
        {
            using var row = reader.Twins.Read((long)generation, range.Key.Hash, (long)range.From, (long)range.To, self.Tenant, self.Path, (long)countMax);
            while (row.Read())
            {
                latest.Add((row.GetInt64(0), row.GetInt64(1)));
            }
        }

        // An invoice that learnt of a reference later may lie in two.
        return [.. latest.Distinct().OrderDescending().Take(countMax).Select(twin => twin.Id)];
    }
}
