using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteTwinIndex(SqliteReaders readers, KnownFingerprints known) : ITwinIndex
{
    public ValueTask<TwinCandidates> FindAsync(InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, bool isChecked, CancellationToken cancellationToken = default)
    {
        var ranges = DayRange.Of(keys);
        foreach (var range in ranges)
        {
            if (known.MayHave(range.Key.Hash))
            {
                return AskAsync(self, ranges, perKeyMax, cancellationToken);
            }
        }

        return ValueTask.FromResult(DayRange.Nothing(ranges));
    }

    private ValueTask<TwinCandidates> AskAsync(InvoiceKey self, DayRange[] ranges, int perKeyMax, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => Find(reader, self, ranges, perKeyMax), cancellationToken);

    private TwinCandidates Find(SqliteReader reader, InvoiceKey self, DayRange[] ranges, int perKeyMax)
    {
        var found = ImmutableArray.CreateBuilder<TwinCandidate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (overflowed, ofNumber) = (0, 0);
        var counts = ImmutableArray.CreateBuilder<KeyCount>(ranges.Length);
        foreach (var (key, from, to) in ranges)
        {
            // Counted before they are read: what comes between makes the count too low, never the answer.
            var there = !known.MayHave(key.Hash) ? 0 : (int)reader.TwinCount.Number(key.Hash, (long)from, (long)to, KeyCount.CountMax + 1L);
            counts.Add(new KeyCount(key.Hash, from, to, there));
            if (there == 0)
            {
                continue;
            }

            using var row = reader.Twins.Read(key.Hash, (long)from, (long)to, self.Tenant, self.Path, (long)perKeyMax + 1);
            for (var count = 0; row.Read(); count++)
            {
                if (count == perKeyMax)
                {
                    overflowed++;
                    ofNumber += key.IsOfNumber ? 1 : 0;
                    break;
                }

                var path = row.GetString(0);
                if (seen.Add(path))
                {
                    found.Add(new TwinCandidate(InvoiceKey.IdPrefix + path, TwinSummaryCodec.Decode(row.GetBytes(1))));
                }
            }
        }

        return new TwinCandidates(found.ToImmutable(), overflowed, ofNumber)
        {
            Counts = counts.All(count => count.Count <= KeyCount.CountMax) ? counts.MoveToImmutable() : null,
        };
    }
}
