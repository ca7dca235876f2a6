using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;
using Triage.Grains.Drift;
using Triage.Grains.Invoices;
using Triage.Grains.MasterData;
using Triage.Grains.Registry;
using Triage.Grains.Scoring;
using Triage.Grains.Shadow;
using Triage.Grains.Tests.Faults;
using Triage.Grains.Tests.Scoring;
using Triage.Models.Feed;
using Triage.Models.Intake;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Registry;
using Triage.TestKit;

namespace Triage.Grains.Tests.Hosting;

/// <summary>
/// One silo in this process over the real embedded store, whose calls can fail and whose clock the tests
/// move. Nothing scans by itself: a test says when.
/// </summary>
public sealed class InvoiceCluster : IAsyncLifetime
{
    public const string Tenant = "local";

    private readonly SqliteTestStore _store;
    private readonly InProcessTestCluster _cluster;
    private readonly Action<ScoringOptions> _scoring;

    public InvoiceCluster()
        : this(_ => { })
    {
    }

    /// <param name="scoring">Settings; without a directory of models rules judge alone.</param>
    /// <param name="directory">Of the store, which stays; <c>null</c>: one of its own.</param>
    internal InvoiceCluster(Action<ScoringOptions> scoring, string? directory = null)
    {
        _scoring = scoring;
        _store = new SqliteTestStore(Clock, directory);
        Feed = new HeldFeed(_store.Feed);
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) => AddTriage(silo.Services));
        _cluster = builder.Build();
    }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public IInvoiceLog Log => _store.Log;

    /// <summary>As the edge calls them: within the silo's process.</summary>
    public IGrainFactory GrainsInside => Silo.GetRequiredService<IGrainFactory>();

    public string StoreDirectory => _store.Directory;

    internal SqliteTestStore Store => _store;

    internal ModelsInService Models => Silo.GetRequiredService<ModelsInService>();

    internal IModelRegistrar Registrar => Silo.GetRequiredService<IModelRegistrar>();

    internal HeldFeed Feed { get; }

    internal StorageFaults Faults { get; } = new();

    private IServiceProvider Silo => _cluster.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress);

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _store.Dispose();
    }

    public static InvoiceKey KeyOf(Invoice invoice) => InvoiceKey.Create(Tenant, invoice.SourceSystem, invoice.SourceInvoiceId);

    /// <summary>As another process calls it: through serialisation.</summary>
    public IInvoiceGrain Grain(InvoiceKey key) => _cluster.Client.GetGrain<IInvoiceGrain>(key.ToString());

    public IInvoiceGrain Grain(Invoice invoice) => Grain(KeyOf(invoice));

    public bool IsInMemory(InvoiceKey key) => _cluster.TryGetGrainContext(Grain(key).GetGrainId(), out _);

    /// <summary>What the end of its process is to a grain: memory gone.</summary>
    public Task ForgetAsync(InvoiceKey key) => IsInMemory(key) ? _cluster.DeactivateAsync(Grain(key)) : Task.CompletedTask;

    /// <summary>What the silo does from time to time: lets go of every grain that has nothing to do.</summary>
    public Task CollectIdleAsync() => _cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public Task GoneFromMemoryAsync(InvoiceKey key) => _cluster.WaitForDeactivationAsync(Grain(key));

    /// <summary>Rounds of the scanner until nothing is overdue by the clock, also of what other tests left; how many it finished.</summary>
    public async Task<int> ScanAsync(CancellationToken cancellationToken)
    {
        var all = 0;
        for (var finished = 1; finished > 0; all += finished)
        {
            finished = await ScanOnceAsync(cancellationToken);
        }

        return all;
    }

    /// <summary>One round.</summary>
    public async Task<int> ScanOnceAsync(CancellationToken cancellationToken)
    {
        using var scanner = new OverdueScanner(
            _store.Waiting, GrainsInside, Clock, Silo.GetRequiredService<InvoiceMetrics>(), NullLogger<OverdueScanner>.Instance);
        return await scanner.ScanAsync(cancellationToken);
    }

    public IMasterDataArchive MasterData => _store.MasterData;

    public IMasterDataImporter Importer => Silo.GetRequiredService<IMasterDataImporter>();

    public IMasterDataSource InMemory => Silo.GetRequiredService<IMasterDataSource>();

    /// <summary>What the scanner of master data does with the oldest work that is due by the clock; whether it came to its end.</summary>
    public async Task<bool> RetriageAsync(CancellationToken cancellationToken, int pageSize = 500)
    {
        using var scanner = new RetriageScanner(
            new FaultyRetriageWorkList(_store.RetriageWorks, Faults), new FaultyOpenInvoiceIndex(_store.OpenInvoices, Faults), _store.MasterData, GrainsInside,
            Options.Create(new MasterDataOptions { RetriagesPerSecondMax = 10_000 }), Clock, Silo.GetRequiredService<MasterDataMetrics>(), NullLogger<RetriageScanner>.Instance)
        {
            PageSize = pageSize,
        };
        return await scanner.WorkAsync(cancellationToken);
    }

    /// <summary>What works on shadow runs, a turn at a time, as a process of its own would.</summary>
    internal ShadowWorker ShadowWorker(IShadowRuns? runs = null) => new(
        runs ?? _store.ShadowRuns, _store.Feed, _store.Log, _store.Features, Silo.GetRequiredService<IPolicyArchive>(), _store.MasterData, Silo.GetRequiredService<RegisteredSets>(),
        Silo.GetRequiredService<ShadowMetrics>(), Clock, NullLogger<ShadowWorker>.Instance);

    private void AddTriage(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IInvoiceLog>(new FaultyInvoiceLog(_store.Log, Faults));
        services.AddSingleton<ITwinIndex>(new FaultyTwinIndex(_store.Twins, Faults));
        services.AddSingleton(_store.MasterData);
        services.AddSingleton(_store.RetriageWorks);
        services.AddSingleton(_store.OpenInvoices);
        services.AddSingleton<IFeedIndex>(Feed);
        services.AddSingleton(_store.Registry);
        services.AddSingleton(_store.ShadowRuns);
        services.AddSingleton(_store.Policies);
        services.AddSingleton(_store.Features);
        services.Configure<ScoringOptions>(options =>
        {
            options.TrustedKeysFile = TestKeys.TrustedKeysFile;
            _scoring(options);
        });
        services.AddInvoiceGrains(TestPolicy.Active, TimeZoneInfo.Utc);
        services.Remove(services.Single(service => service.ImplementationType == typeof(OverdueScanner)));
        services.Remove(services.Single(service => service.ImplementationType == typeof(RetriageScanner)));
        services.Remove(services.Single(service => service.ImplementationType == typeof(ShadowWorker)));
        services.Remove(services.Single(service => service.ImplementationType == typeof(DriftWorker)));
    }
}
