using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Verify;

namespace Triage.Grains.Tests.Hosting;

/// <summary>What holds whenever nothing is under way, whatever failed before.</summary>
internal static class Invariants
{
    /// <summary>Of an invoice that has been answered: one invoice, judged, its grain and its rows as its events say.</summary>
    public static async Task<InvoiceState> HoldOfAsync(InvoiceCluster cluster, InvoiceKey key)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var history = await cluster.Log.ReadAsync(key, cancellationToken);
        Assert.Equal(Enumerable.Range(1, history.Length).Select(seq => (long)seq), history.Select(stored => stored.Seq));
        var state = FoldLegally(history);
        Assert.Null(state.PendingCause);
        Assert.Equal(Texts.Of(state), Texts.Of(await cluster.Grain(key).GetAsync(Bills.Host, cancellationToken)));

        var rows = StoredRows.Of(cluster.StoreDirectory, key);
        Assert.Equal(1, rows.InvoiceRows);
        Assert.Equal(0, rows.RepliesWaitedFor);
        Assert.Equal(state.IsAwaited ? [state.Waiting.Kind] : [], rows.Waits);
        Assert.DoesNotContain(WaitingKind.Nothing, rows.Waits);
        Assert.Equal(state.Waiting.Kind == WaitingKind.Review ? 1 : 0, rows.OpenReviewItems);
        Assert.True(state.Status != InvoiceStatus.InReview || rows.OpenReviewItems == 1);
        return state;
    }

    /// <summary>Of the whole store, by the checker that operators run.</summary>
    public static async Task HoldOfStoreAsync(InvoiceCluster cluster)
    {
        var results = await StoreVerifier.VerifyAsync(cluster.StoreDirectory, recordPath: null, TestContext.Current.CancellationToken);
        Assert.All(
            results.Where(result => result.Id is "I2" or "I9" or "I10"),
            result => Assert.True(
                result.Status == InvariantStatus.Ok && result.Checked > 0, $"{result.Id}: {string.Join("; ", result.Examples)}"));
        Assert.Equal(3, results.Count(result => result.Status == InvariantStatus.Ok));
    }

    private static InvoiceState FoldLegally(IEnumerable<StoredEvent> history)
    {
        InvoiceState? state = null;
        foreach (var happened in history.Select(stored => stored.Event))
        {
            var next = InvoiceState.Apply(state, happened);
            Assert.True(
                state is null || ReachedBy(state.Status, happened.Type).Contains(next.Status),
                $"{state?.Status} to {next.Status} by {happened.Type}");
            state = next;
        }

        return Assert.IsType<InvoiceState>(state);
    }

    /// <summary>By the event itself, and by the reports that fit after it.</summary>
    private static HashSet<InvoiceStatus> ReachedBy(InvoiceStatus from, InvoiceEventType type)
    {
        var reached = InvoiceTransitions.Table.All.Where(edge => edge.From == from && edge.By == type).Select(edge => edge.To).ToHashSet();
        while (InvoiceTransitions.Table.All.Where(edge => edge.By.Fact is not null && reached.Contains(edge.From)).Any(edge => reached.Add(edge.To)))
        {
        }

        return reached;
    }
}
