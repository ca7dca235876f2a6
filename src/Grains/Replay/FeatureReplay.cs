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
            var asked = rows.Where(row => row.Position <= head && row.Event.Type == InvoiceEventType.Triaged && scope.Has(row.Event.AtMicros)).GroupBy(row => row.Key).ToArray();
            var kept = asked.Length == 0 ? null : await KeptAsync(scope.Tenant, position, last, cancellationToken);
            yield return new(await ReplayAsync(asked, kept, cancellationToken), last, head);
            position = rows[^1].Position;
        }
    }

    public async Task<ReplayPage> OneAsync(InvoiceKey key, ReplayScope scope, CancellationToken cancellationToken)
    {
        var kept = (await features.FindAsync(key, cancellationToken)).ToDictionary(one => one.Seq, one => one.Payload);
        return new(await ReplayAsync(key, null, scope, kept, cancellationToken), 1, 1);
    }

    private async Task<ILookup<InvoiceKey, KeptFeatures>> KeptAsync(string tenant, long after, long upTo, CancellationToken cancellationToken) =>
        (await features.ReadAsync(tenant, after, upTo, PageEvents, cancellationToken)).ToLookup(one => one.Key);

    private async Task<ImmutableArray<ReplayedVerdict>> ReplayAsync(IGrouping<InvoiceKey, FeedRow>[] asked, ILookup<InvoiceKey, KeptFeatures>? kept, CancellationToken cancellationToken)
    {
        var replayed = new ImmutableArray<ReplayedVerdict>[asked.Length];
        await Parallel.ForAsync(0, asked.Length, new ParallelOptions { MaxDegreeOfParallelism = workersCount, CancellationToken = cancellationToken }, async (at, token) =>
        {
            var key = asked[at].Key;
            var own = kept?[key].ToDictionary(one => one.Seq, one => one.Payload) ?? [];
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
            return [Damaged(key, seqs?.Min() ?? 0, damaged)];
        }

        var worker = _workers.TryTake(out var free) ? free : new(artefacts);
        try
        {
            return await worker.ReplayAsync(key, history, seqs, kept);
        }
        catch (IllegalTransitionException damaged)
        {
            return [Damaged(key, seqs.Min(), damaged)];
        }
        finally
        {
            _workers.Add(worker);
        }
    }

    private static ReplayedVerdict Damaged(InvoiceKey key, long seq, Exception damaged) =>
        new(key, seq, 0, VerdictKind.Pending, null, "", [], ReplayOutcome.Impossible, [new(ReplayProblem.HistoryDamaged, $"The invoice's history cannot be folded: {damaged.Message}")]);
}
