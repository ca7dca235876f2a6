using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.TestKit;

namespace Triage.Grains.Tests.Scoring;

/// <summary>A cluster of its own with a package of models, and what a caller sees of them.</summary>
internal sealed class ScoredInvoices : IAsyncDisposable
{
    private readonly TemporaryDirectory _models = new();
    private int _probes;

    private ScoredInvoices(IReadOnlyDictionary<string, byte[]> package)
    {
        SampleModels.Write(_models.Path, package);
        Cluster = new InvoiceCluster(options => options.ModelsDirectory = _models.Path);
    }

    public InvoiceCluster Cluster { get; }

    public static async Task<ScoredInvoices> StartAsync(IReadOnlyDictionary<string, byte[]> package)
    {
        var started = new ScoredInvoices(package);
        await started.Cluster.InitializeAsync();
        return started;
    }

    public async Task<Verdict> SubmitAsync(Invoice invoice) => Verdict(await Cluster.SubmitAsync(invoice, invoice.SourceInvoiceId));

    /// <summary>Submits unlike invoices until one is scored by profiles that have everything which happened before.</summary>
    public async Task FoldedAsync()
    {
        var before = (await Cluster.HistoryAsync(await ProbeAsync()))[^1].Position;
        for (long? seen = 0; seen < before;)
        {
            Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            seen = (await Cluster.GetAsync(await ProbeAsync()))?.Verdict?.Profile?.Position;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _models.Dispose();
    }

    public static Verdict Verdict(Triage.Grains.Invoices.InvoiceResult answer) => Assert.IsType<Verdict>(Assert.IsType<InvoiceState>(answer.State).Verdict);

    private async Task<Invoice> ProbeAsync()
    {
        var probe = Bills.Clear($"probe{_probes++}");
        await Cluster.SubmitAsync(probe, probe.SourceInvoiceId);
        return probe;
    }
}
