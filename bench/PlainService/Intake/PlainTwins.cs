using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.PlainService.Rows;

namespace Triage.PlainService.Intake;

/// <summary>One query for all keys of an invoice.</summary>
internal static class PlainTwins
{
    private const int PerKeyMax = 50;
    private const int AnyDay = int.MaxValue;

    private static readonly string Sql = Resources.Text("find-twins.sql");

    public static async Task<TwinCandidates> FindAsync(PlainContext context, InvoiceKey self, ImmutableArray<BlockingKey> keys, CancellationToken cancellationToken)
    {
        var ranges = keys.SelectMany(Ranges).ToArray();
        var rows = await context.Database.SqlQueryRaw<TwinRow>(
            Sql,
            ranges.Select(range => range.Key.Hash).ToArray(),
            ranges.Select(range => range.From).ToArray(),
            ranges.Select(range => range.To).ToArray(),
            self.Tenant,
            self.Path,
            PerKeyMax + 1).ToListAsync(cancellationToken);

        var found = ImmutableArray.CreateBuilder<TwinCandidate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (overflowed, ofNumber) = (0, 0);
        foreach (var key in rows.GroupBy(row => row.Number))
        {
            if (key.Count() > PerKeyMax)
            {
                overflowed++;
                ofNumber += ranges[key.Key - 1].Key.IsOfNumber ? 1 : 0;
            }

            found.AddRange(key.Take(PerKeyMax).Where(row => seen.Add(row.Invoice))
                .Select(row => new TwinCandidate(InvoiceKey.IdPrefix + row.Invoice, TwinSummaryCodec.Decode(row.TwinSummary))));
        }

        return new TwinCandidates(found.ToImmutable(), overflowed, ofNumber);
    }

    // Day 0 is an unknown date: it lies within every window.
    private static IEnumerable<(BlockingKey Key, int From, int To)> Ranges(BlockingKey key) => key.WindowDays == AnyDay
        ? [(key, 0, AnyDay)]
        : [(key, Math.Max(1, key.Day - key.WindowDays), key.Day + key.WindowDays), (key, 0, 0)];
}
