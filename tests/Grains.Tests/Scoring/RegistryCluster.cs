using Triage.Grains.Registry;
using Triage.Grains.Scoring;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Registry;

namespace Triage.Grains.Tests.Scoring;

/// <summary>A cluster whose models come from its registry, and what people do with versions.</summary>
internal sealed class RegistryCluster(InvoiceCluster cluster) : IAsyncDisposable
{
    private const int TriesMax = 2_000;

    private int _probes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public InvoiceCluster Cluster => cluster;

    public static async Task<RegistryCluster> StartAsync(Action<ScoringOptions>? scoring = null, string? directory = null)
    {
        var cluster = new InvoiceCluster(
            options =>
            {
                (options.RegistryEvery, options.FollowEvery, options.ScoreWithin) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
                scoring?.Invoke(options);
            },
            directory);
        await cluster.InitializeAsync();
        return new(cluster);
    }

    public async Task RegisterAsync(Dictionary<string, byte[]> package) =>
        Assert.Equal(RegistryResultKind.Done, (await cluster.Registrar.RegisterAsync(InvoiceCluster.Tenant, "bringer", "", package, Token)).Kind);

    /// <summary>Past the rules of promotion, which are not what is tested here.</summary>
    public async Task ActAsync(RegistryActionKind kind, string version)
    {
        var state = await cluster.Store.Registry.StateAsync(InvoiceCluster.Tenant, Token);
        var action = state.Next(kind, version, "approver", "because") with { Key = $"key-{state.Number + 1}", RequestSha256 = [1] };
        Assert.Equal(RegistryOutcome.Written, await cluster.Store.Registry.AppendAsync(InvoiceCluster.Tenant, action, Token));
    }

    public async Task<Verdict> SubmitAsync(Invoice invoice) => ScoredInvoices.Verdict(await cluster.SubmitAsync(invoice, invoice.SourceInvoiceId));

    /// <summary>Submits unlike invoices while time goes on, until one is scored by the version.</summary>
    public async Task<Verdict> UntilServedAsync(string? version)
    {
        for (var tries = 1; ; tries++)
        {
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(10));
            var verdict = await SubmitAsync(Bills.Clear($"probe{Interlocked.Increment(ref _probes)}"));
            Assert.DoesNotContain(verdict.Reasons, reason => reason.Code == ExceptionCode.ModelUnavailable);
            if (VersionOf(verdict) == version)
            {
                return verdict;
            }

            Assert.True(tries < TriesMax, $"Version {version} is not served; health says: {cluster.Models.Problem ?? "all is well"}");
        }
    }

    /// <summary>Submits unlike invoices while time goes on, until one is scored by profiles that have all that happened before.</summary>
    public async Task<IReadOnlyList<(Invoice Invoice, Verdict Verdict)>> UntilFoldedAsync()
    {
        var before = (await cluster.Store.Feed.HeadAsync(InvoiceCluster.Tenant, Token)).Position;
        var probes = new List<(Invoice Invoice, Verdict Verdict)>();
        for (long? seen = 0; !(seen >= before); seen = probes[^1].Verdict.Profile?.Position)
        {
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(10));
            var probe = Bills.Clear($"probe{Interlocked.Increment(ref _probes)}");
            probes.Add((probe, await SubmitAsync(probe)));
            Assert.True(probes.Count < TriesMax);
        }

        return probes;
    }

    /// <summary>The one version that scored it; <c>null</c>: none did.</summary>
    public static string? VersionOf(Verdict verdict) =>
        verdict.Scores.Where(score => !score.ModelSha256.IsEmpty).Select(score => score.ModelVersion).Distinct().ToArray() switch
        {
            [] => null,
            [var one] => one,
            var several => throw new InvalidOperationException($"{several.Length} versions scored one invoice."),
        };

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
