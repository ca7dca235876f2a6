using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Triage.Protos.V1;
using Triage.TestKit;

namespace Triage.Chaos;

/// <summary>The real process on a data directory, with a client whose token its own issuer signed.</summary>
internal sealed class SiloUnderTest : IDisposable
{
    private readonly ServiceProcess _service;
    private readonly GrpcChannel _channel;

    private SiloUnderTest(ServiceProcess service)
    {
        _service = service;
        _channel = GrpcChannel.ForAddress(service.Grpc);
        Intake = new IntakeService.IntakeServiceClient(_channel);
        Feed = new FeedService.FeedServiceClient(_channel);
        Waiting = new WaitingService.WaitingServiceClient(_channel);
        Headers = new Metadata { { "authorization", $"Bearer {service.Token(["host", "operator"])}" } };
    }

    public IntakeService.IntakeServiceClient Intake { get; }

    public FeedService.FeedServiceClient Feed { get; }

    public WaitingService.WaitingServiceClient Waiting { get; }

    public LifecycleService.LifecycleServiceClient Lifecycle => new(_channel);

    public MasterDataService.MasterDataServiceClient MasterData => new(_channel);

    public Metadata Headers { get; }

    public ServiceProcess Service => _service;

    /// <param name="policyFile"><c>null</c>: the policy that is built in.</param>
    /// <param name="store">PostgreSQL's connection string; <c>null</c>: the embedded store.</param>
    public static async Task<SiloUnderTest> StartAsync(string dataDirectory, CancellationToken cancellationToken, string? policyFile = null, string? store = null, params string[] settings)
    {
        string[] policy = policyFile is null ? [] : ["--Policy:File", policyFile];
        string[] postgres = store is null ? [] : ["--Postgres:ConnectionString", store];
        return new(await ServiceProcess.StartAsync(dataDirectory, [.. policy, .. postgres, .. settings], cancellationToken));
    }

    /// <summary>Of the service's own page; 0 where it was not used yet.</summary>
    public async Task<long> MetricAsync(string name, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _service.Http };
        var page = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        return page.Split('\n').Where(line => line.StartsWith(name + " ", StringComparison.Ordinal))
            .Select(line => long.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture)).SingleOrDefault();
    }

    public Task KillAsync() => _service.KillAsync();

    public void Dispose()
    {
        _channel.Dispose();
        _service.Dispose();
    }
}
