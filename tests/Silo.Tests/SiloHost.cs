using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.Grains.Drift;
using Triage.Grains.MasterData;
using Triage.Grains.Registry;
using Triage.Grains.Replay;
using Triage.Grains.Scoring;
using Triage.Models.History;
using Triage.Silo.Access;
using Triage.Silo.Data;
using Triage.Silo.Drift;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Feed;
using Triage.Silo.Health;
using Triage.Silo.Intake;
using Triage.Silo.Lifecycle;
using Triage.Silo.Limits;
using Triage.Silo.MasterData;
using Triage.Silo.Registry;
using Triage.Silo.Replay;
using Triage.Silo.Telemetry;
using Triage.Silo.Waiting;
using Triage.Silo.Wiring;
using Triage.Storage;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

/// <summary>The real edge in memory, with invoices and index replaced and master data real, under settings of a test's own.</summary>
internal sealed class SiloHost : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("triage-silo-").FullName;
    private readonly WebApplication _app;

    private SiloHost(Dictionary<string, string?> settings, string environment, Action<IServiceCollection>? configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings) { ["Data:Directory"] = _directory });
        builder.AddTelemetry();
        Store = new SqliteTestStore(directory: _directory);
        builder.Services.AddSingleton<IInvoiceDirectory>(Invoices).AddSingleton<IInvoiceIndex>(Index).AddSingleton<IStoreProbe>(Probe).AddSingleton(Store.Feed).AddSingleton(Store.Log);
        builder.Services.AddSingleton(Store.MasterData).AddMasterData();
        builder.Services.AddSingleton(Store.Registry).AddSingleton(Store.ShadowRuns).AddSingleton(Store.Configured).AddModelRegistry();
        builder.Services.AddSingleton(Store.Features).AddSingleton(Store.Policies).AddReplay().AddDrift();
        builder.Services.AddScoring();
        builder.Services.AddData().AddErrors().AddAccess().AddEdge().AddHealth().AddLimits();
        builder.Services.AddIntake().AddMasterDataEdge().AddRegistryEdge().AddReplayEdge().AddDriftEdge().AddLifecycle().AddFeed().AddWaiting();
        configure?.Invoke(builder.Services);
        _app = builder.Build();
    }

    /// <summary>Behind the feed and master data.</summary>
    public SqliteTestStore Store { get; }

    public FakeInvoices Invoices { get; } = new();

    public FakeIndex Index { get; } = new();

    public FakeProbe Probe { get; } = new();

    public IServiceProvider Services => _app.Services;

    public TestServer Server => _app.GetTestServer();

    public GrpcChannel Channel { get; private set; } = null!; // StartAsync sets it

    public Proto.IntakeService.IntakeServiceClient Client => new(Channel);

    public Proto.LifecycleService.LifecycleServiceClient Lifecycle => new(Channel);

    public Proto.MasterDataService.MasterDataServiceClient MasterData => new(Channel);

    public Proto.RegistryService.RegistryServiceClient Registry => new(Channel);

    /// <summary>Of the local issuer.</summary>
    public TestIssuer Issuer() => new(LocalIssuerKey.LoadOrCreate(_directory));

    public static async Task<SiloHost> StartAsync(
        Dictionary<string, string?> settings, string environment = "Production", Action<IServiceCollection>? configure = null)
    {
        var host = new SiloHost(settings, environment, configure);
        host._app.ValidateSettings().MapEdge();
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        host.Channel = GrpcChannel.ForAddress(host.Server.BaseAddress, new GrpcChannelOptions { HttpHandler = host.Server.CreateHandler() });
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.DisposeAsync();
        Store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
