using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Payloads;
using Triage.Models.Replay;

namespace Triage.Grains.Replay;

/// <summary>Goes through a tenant's feed page by page and computes the verdicts of each page again, several invoices at once.</summary>
internal sealed class FeatureReplay(IFeedIndex feed, IInvoiceLog log, IFeatureArchive features, ReplayArtefacts artefacts, int workersCount)
{
    private const int PageEvents = 2048;
    private const int PageBytes = 16 * 1024 * 1024;
    private const int FeatureBytes = 64 * 1024 * 1024;

    private readonly ConcurrentBag<ReplayWorker> _workers = [];

    public async IAsyncEnumerable<ReplayPage> AllAsync(ReplayScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = (await feed.HeadAsync(scope.Tenant, cancellationToken)).Position; // what comes later is another replay's
        for (long position = 0; position < head;)
        {
            var rows = await feed.ReadAsync(scope.Tenant, position, PageEvents, PageBytes, cancellationToken);
            if (rows.IsEmpty)
            {
                yield break;
            }

            var last = Math.Min(head, rows[^1].Position);
            FeedRow[] verdicts = [.. rows.Where(row => row.Position <= last && row.Event.Type == InvoiceEventType.Triaged && scope.Has(row.Event.AtMicros))];
            var kept = verdicts.Length == 0 ? [] : await features.ReadAsync(scope.Tenant, position, last, PageEvents, FeatureBytes, cancellationToken);
            if (kept.Sum(one => (long)one.Payload.Length) >= FeatureBytes)
            {
                last = kept[^1].Position; // what is behind them comes with the next page
            }

            var asked = verdicts.Where(row => row.Position <= last).GroupBy(row => row.Key).ToArray();
            yield return new(await ReplayAsync(asked, kept.ToLookup(one => one.Key), cancellationToken), last, head);
            position = last;
        }
    }

    public async Task<ReplayPage> OneAsync(InvoiceKey key, ReplayScope scope, CancellationToken cancellationToken)
    {
        var kept = (await features.FindAsync(key, cancellationToken)).ToDictionary(one => one.Seq, one => one.Payload);
        return new(await ReplayAsync(key, null, scope, kept, cancellationToken), 1, 1);
    }

    private async Task<ImmutableArray<ReplayedVerdict>> ReplayAsync(IGrouping<InvoiceKey, FeedRow>[] asked, ILookup<InvoiceKey, KeptFeatures> kept, CancellationToken cancellationToken)
    {
        var replayed = new ImmutableArray<ReplayedVerdict>[asked.Length];
        await Parallel.ForAsync(0, asked.Length, new ParallelOptions { MaxDegreeOfParallelism = workersCount, CancellationToken = cancellationToken }, async (at, token) =>
        {
            var key = asked[at].Key;
            var own = kept[key].ToDictionary(one => one.Seq, one => one.Payload);
            replayed[at] = await ReplayAsync(key, asked[at].Select(row => row.Seq).ToHashSet(), null, own, token);
        });
        return [.. replayed.SelectMany(one => one)];
    }

    /// <param name="seqs">Which verdicts; <c>null</c>: those in the scope.</param>
    private async Task<ImmutableArray<ReplayedVerdict>> ReplayAsync(InvoiceKey key, HashSet<long>? seqs, ReplayScope? scope, Dictionary<long, byte[]> kept, CancellationToken cancellationToken)
    {
        ImmutableArray<StoredEvent> history;
        try
        {
            history = await log.ReadAsync(key, cancellationToken);
            seqs ??= [.. history.Where(stored => stored.Event is Triaged && scope!.Has(stored.Event.AtMicros)).Select(stored => stored.Seq)];
        }
        catch (PayloadDamagedException damaged)
        {
            return Damaged(key, seqs, damaged);
        }

        var worker = _workers.TryTake(out var free) ? free : new(artefacts);
        try
        {
            return await worker.ReplayAsync(key, history, seqs, kept);
        }
        catch (IllegalTransitionException damaged)
        {
            return Damaged(key, seqs, damaged);
        }
        finally
        {
            _workers.Add(worker);
        }
    }

    /// <summary>Every verdict that was asked about, or one where nobody can tell which.</summary>
    private static ImmutableArray<ReplayedVerdict> Damaged(InvoiceKey key, HashSet<long>? seqs, Exception damaged) =>
        [.. (seqs is { Count: > 0 } ? seqs.Order() : Enumerable.Repeat(0L, 1)).Select(seq => new ReplayedVerdict(
            key, seq, 0, VerdictKind.Pending, null, "", [], ReplayOutcome.Impossible, [new(ReplayProblem.HistoryDamaged, $"The invoice's history cannot be folded: {damaged.Message}")]))];
}
