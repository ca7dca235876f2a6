using System.Collections.Concurrent;
using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Grains.Tests.Invoices;

[Collection(InvoiceClusterCollection.Name)]
public sealed class TwinTests(InvoiceCluster cluster)
{
    private const int Pairs = 10_000;
    private const int PairsAtOnce = 32;

    [Fact]
    public async Task Submit_twins_at_the_same_instant_at_least_one_of_each_pair_sees_the_other()
    {
        var grains = cluster.GrainsInside;
        var blind = new ConcurrentQueue<string>();
        using var overtaken = new Counted("judgements_overtaken");
        var options = new ParallelOptions { MaxDegreeOfParallelism = PairsAtOnce, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, Pairs), options, async (n, _) =>
        {
            var (one, other) = (Twin($"pair{n}", "a"), Twin($"pair{n}", "b"));
            Task<InvoiceResult> Submit(Invoice invoice) => grains
                .GetGrain<IInvoiceGrain>(InvoiceCluster.KeyOf(invoice).ToString())
                .SubmitAsync(Bills.Submit(invoice, invoice.SourceInvoiceId), CancellationToken.None);
            var answers = await Task.WhenAll(Submit(one), Submit(other));
            var sees = (Sees(answers[0], other), Sees(answers[1], one));
            if (sees is (false, false))
            {
                blind.Enqueue($"pair{n}");
            }
        });
        Assert.Empty(blind);

        // They were submitted at once indeed: some looked up before the other was stored, and were refused for it.
        Assert.True(overtaken.Count > 0, "No pair was under way together.");
        await Invariants.HoldOfStoreAsync(cluster);
    }

    [Fact]
    public async Task Submit_second_of_two_twins_names_the_first()
    {
        var (one, other) = (Twin("alike", "a"), Twin("alike", "b"));
        Assert.Equal(VerdictKind.Clear, (await cluster.SubmitAsync(one, "first-twin")).State?.Verdict?.Kind);
        Assert.True(Sees(await cluster.SubmitAsync(other, "second-twin"), one));
    }

    [Fact]
    public async Task Submit_twin_of_a_cancelled_invoice_is_cleared()
    {
        var (one, other) = (Twin("withdrawn", "a"), Twin("withdrawn", "b"));
        await cluster.SubmitAsync(one, "cancelled-twin");
        await cluster.SendAsync(one, Bills.Cancel("cancelled-twin"));
        Assert.Equal(VerdictKind.Clear, (await cluster.SubmitAsync(other, "lonely-twin")).State?.Verdict?.Kind);
    }

    private static Invoice Twin(string pair, string which) => Bills.Clear(pair) with { SourceInvoiceId = $"{pair}-{which}" };

    private static bool Sees(InvoiceResult answer, Invoice other)
    {
        var verdict = Assert.IsType<InvoiceState>(answer.State).Verdict;
        var id = InvoiceCluster.KeyOf(other).InvoiceId;
        return verdict is { Kind: VerdictKind.Review }
            && verdict.Twins.Any(twin => twin.InvoiceId == id)
            && verdict.Reasons.Any(reason => reason.Code == ExceptionCode.DuplicateSuspected && reason.Evidence.Contains(id));
    }
}
