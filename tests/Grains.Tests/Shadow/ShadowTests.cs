using Triage.Grains.Tests.Hosting;
using Triage.Grains.Tests.Scoring;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Registry;
using Triage.TestKit;

namespace Triage.Grains.Tests.Shadow;

/// <summary>A candidate asked what the version in force was asked.</summary>
public sealed class ShadowTests
{
    private const int Bulk = 150;
    private const string Tenant = InvoiceCluster.Tenant;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Candidate_that_is_the_version_in_force_agrees_wholly()
    {
        await using var registry = await StartAsync(SampleModels.As("candidate", SampleModels.Package()));
        var verdicts = await SubmitManyAsync(registry);
        await WorkAsync(registry.Cluster);
        var run = await RunAsync(registry.Cluster);
        Assert.Equal(new ShadowCounts(verdicts.Count, verdicts.Count, verdicts.Count, 0, verdicts.Count, verdicts.Count), run.Counts);
        Assert.Empty(await registry.Cluster.Store.ShadowRuns.DisagreementsAsync(Tenant, run.Number, long.MaxValue, 10, null, Token));
        Assert.Contains(verdicts.Values, verdict => verdict.Lines.Any(line => !line.Codes.IsEmpty)); // else codes agree about nothing
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Candidate_that_finds_no_copies_disagrees_about_each_of_them_once_whoever_dies_meanwhile(int dies, bool isWritten)
    {
        await using var registry = await StartAsync(SampleModels.Blind("candidate"));
        var verdicts = await SubmitManyAsync(registry);
        if (dies > 0)
        {
            var dying = registry.Cluster.ShadowWorker(new DyingShadowRuns(registry.Cluster.Store.ShadowRuns, dies, isWritten));
            for (var turn = 0; turn < dies; turn++)
            {
                await dying.TurnAsync(Token);
            }

            registry.Cluster.Clock.Advance(TimeSpan.FromMinutes(1)); // its lease ends with nobody to give it back
        }

        await WorkAsync(registry.Cluster);
        var run = await RunAsync(registry.Cluster);
        var copies = verdicts.Where(one => one.Value.Reasons.Any(reason => reason.Code == ExceptionCode.DuplicateSuspected)).Select(one => one.Key.Path).Order().ToArray();
        Assert.NotEmpty(copies);
        var agreed = verdicts.Count - copies.Length;
        Assert.Equal(new ShadowCounts(verdicts.Count, agreed, agreed, 0, verdicts.Count, agreed), run.Counts);

        var found = await registry.Cluster.Store.ShadowRuns.DisagreementsAsync(Tenant, run.Number, long.MaxValue, 1_000, null, Token);
        Assert.Equal(copies, found.Select(one => one.Key.Path).Order());
        Assert.All(found, one => Assert.Equal((VerdictKind.Review, VerdictKind.Clear), (one.Said.Verdict, one.Candidate.Verdict)));
        Assert.All(found, one => Assert.True(one.Said.Scores.Single(score => score.Scorer == "duplicate").Value > one.Candidate.Scores.Single(score => score.Scorer == "duplicate").Value));

        var segments = await registry.Cluster.Store.ShadowRuns.SegmentsAsync(Tenant, run.Number, Token);
        foreach (var by in Enum.GetValues<ShadowSegmentKind>())
        {
            var parts = segments.Where(part => part.By == by).ToArray();
            Assert.True(parts.Length > 1);
            Assert.Equal((run.Counts.Invoices, run.Counts.Agreed, run.Counts.SameVerdict), (parts.Sum(part => part.Counts.Invoices), parts.Sum(part => part.Counts.Agreed), parts.Sum(part => part.Counts.SameVerdict)));
        }
    }

    [Fact]
    public async Task Verdict_whose_features_are_damaged_is_counted_as_failed_and_the_rest_is_compared()
    {
        await using var registry = await StartAsync(SampleModels.As("candidate", SampleModels.Package()));
        var verdicts = await SubmitManyAsync(registry);
        registry.Cluster.Store.Execute("UPDATE event_features SET payload = zeroblob(5) WHERE position = (SELECT max(position) FROM event_features)");
        await WorkAsync(registry.Cluster);
        var counts = (await RunAsync(registry.Cluster)).Counts;
        Assert.Equal((verdicts.Count - 1L, 1L), (counts.Invoices, counts.Failed));
    }

    private static async Task<RegistryCluster> StartAsync(Dictionary<string, byte[]> candidate)
    {
        var registry = await RegistryCluster.StartAsync();
        await registry.RegisterAsync(SampleModels.As("live", SampleModels.Package()));
        await registry.RegisterAsync(candidate);
        await registry.Cluster.Store.Policies.KeepAsync(TestPolicy.Active.Sha256, TestPolicy.Active.Text, Token);
        await registry.ActAsync(RegistryActionKind.Promoted, "live");
        await registry.UntilServedAsync("live");
        await registry.ActAsync(RegistryActionKind.ShadowStarted, "candidate");
        return registry;
    }

    /// <summary>Bills of several places, of which some are copies that no rule sees.</summary>
    private static async Task<Dictionary<InvoiceKey, Verdict>> SubmitManyAsync(RegistryCluster registry)
    {
        var verdicts = new Dictionary<InvoiceKey, Verdict>();
        for (var n = 0; n < Bulk; n++)
        {
            var first = Bill(n, $"first{n}", $"N-{1000 + n}5");
            verdicts[InvoiceCluster.KeyOf(first)] = await registry.SubmitAsync(first);
            registry.Cluster.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await registry.Cluster.SendAsync(first, Bills.Report($"posted{n}"));
        }

        foreach (var probe in await registry.UntilFoldedAsync())
        {
            verdicts[InvoiceCluster.KeyOf(probe.Invoice)] = probe.Verdict;
        }

        for (var n = 0; n < Bulk; n += 10)
        {
            var copy = Bill(n, $"copy{n}", $"N-{1000 + n}S") with { TotalMinor = 12_500, TaxMinor = 2_500, IssueDate = Bill(n, "", "").IssueDate?.AddDays(-100), DueDate = null };
            verdicts[InvoiceCluster.KeyOf(copy)] = await registry.SubmitAsync(copy);
        }

        return verdicts;
    }

    private static Invoice Bill(int n, string id, string number) => Bills.Clear(id) with
    {
        SupplierId = $"S-{n}",
        SupplierInvoiceNumber = number,
        PurchaseOrder = $"PO-{id}",
        Facility = n % 3 == 0 ? "south" : "north",
        ServiceLine = n % 2 == 0 ? null : "surgery",
    };

    private static async Task WorkAsync(InvoiceCluster cluster)
    {
        var worker = cluster.ShadowWorker();
        while (await worker.TurnAsync(Token) > 0)
        {
        }
    }

    private static async Task<ShadowRun> RunAsync(InvoiceCluster cluster) => Assert.Single(await cluster.Store.ShadowRuns.OfVersionAsync(Tenant, "candidate", Token));
}
