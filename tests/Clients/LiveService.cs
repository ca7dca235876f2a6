using Triage.TestKit;

[assembly: AssemblyFixture(typeof(Triage.Clients.LiveService))]

namespace Triage.Clients;

/// <summary>One service process for all clients; each brings invoices of a source system of its own.</summary>
public sealed class LiveService : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    // InitializeAsync sets it before any test runs.
    private ServiceProcess _service = null!;

    internal Uri Grpc => _service.Grpc;

    internal Uri Http => _service.Http;

    internal IReadOnlyDictionary<string, string> Environment => EnvironmentOf(_service);

    internal string HostToken => _service.Token(["host"]);

    public async ValueTask InitializeAsync() => _service = await ServiceProcess.StartAsync(_data.Path, [], CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _service.Dispose();
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the clients read.</summary>
    internal static Dictionary<string, string> EnvironmentOf(ServiceProcess service) => new(StringComparer.Ordinal)
    {
        ["TRIAGE_ADDRESS"] = service.Grpc.Authority,
        ["TRIAGE_HTTP"] = service.Http.GetLeftPart(UriPartial.Authority),
        ["TRIAGE_TOKEN"] = service.Token(["host"]),
        ["TRIAGE_TOKEN_WITHOUT_ROLE"] = service.Token([]),
        ["TRIAGE_PROTOS"] = Tool.Protos,
    };
}
