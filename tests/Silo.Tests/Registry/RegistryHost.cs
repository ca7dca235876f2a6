using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Triage.Models.Scoring.Packages;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Registry;

/// <summary>The real edge with a real registry, and the people who use it.</summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    private readonly SiloHost _host;
    private int _keys;

    private RegistryHost(SiloHost host) => _host = host;

    public Proto.RegistryService.RegistryServiceClient Calls => _host.Registry;

    public SqliteTestStore Store => _host.Store;

    public SiloHost Host => _host;

    public IServiceProvider Services => _host.Services;

    public Metadata Scientist => As("data-scientist", "bringer");

    public Metadata Approver => As("model-approver", "approver");

    public Metadata Auditor => As("auditor", "auditor");

    public static async Task<RegistryHost> StartAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null) =>
        new(await SiloHost.StartAsync(new(settings ?? []) { ["Scoring:TrustedKeysFile"] = TestKeys.TrustedKeysFile }, configure: configure));

    public Metadata As(string role, string subject, string[]? facilities = null, string tenant = "local") => SiloFixture.Bearer(_host.Issuer().Good(tenant, [role], facilities, subject));

    public Task<Proto.RegistryResponse> RegisterAsync(string version, params ModelSegment[] segments) =>
        RegisterAsync(SampleModels.Package(version, manifest => manifest with { Segments = [.. segments] }), Scientist);

    public Task<Proto.RegistryResponse> RegisterAsync(IReadOnlyDictionary<string, byte[]> files, Metadata caller) => StreamAsync(Parts(files), caller);

    public static IEnumerable<Proto.RegisterModelRequest> Parts(IReadOnlyDictionary<string, byte[]> files) =>
    [
        new() { Header = new() { Reason = "march" } },
        .. files.SelectMany(file => file.Value.Chunk(100_000).Select(chunk => new Proto.RegisterModelRequest { Chunk = ByteString.CopyFrom(chunk) })
            .Prepend(new() { File = new() { Name = file.Key } })),
    ];

    public async Task<Proto.RegistryResponse> StreamAsync(IEnumerable<Proto.RegisterModelRequest> parts, Metadata caller)
    {
        using var stream = Calls.RegisterModel(caller);
        try
        {
            foreach (var part in parts)
            {
                await stream.RequestStream.WriteAsync(part);
            }

            await stream.RequestStream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // Refused before its end: the answer says why.
        }

        return await stream;
    }

    public AsyncUnaryCall<Proto.RegistryResponse> PromoteAsync(string version, Metadata? caller = null, long? expected = null, string? key = null, bool dryRun = false)
    {
        var request = new Proto.PromoteModelRequest { Version = version, Reason = "because", IdempotencyKey = key ?? Key(), DryRun = dryRun };
        if (expected is { } number)
        {
            request.ExpectedNumber = number;
        }

        return Calls.PromoteModelAsync(request, caller ?? Approver);
    }

    public string Key() => $"key-{Interlocked.Increment(ref _keys)}";

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();
}
