using Grpc.Core;
using Grpc.Net.Client;
using Triage.Silo.Tests.Authorisation;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

[assembly: AssemblyFixture(typeof(Triage.Silo.Tests.Live.LiveSilo))]

namespace Triage.Silo.Tests.Live;

/// <summary>The whole service as a process of its own: the real server, real grains, the embedded store. For tests that need no settings of their own.</summary>
public sealed class LiveSilo : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();

    // InitializeAsync sets both before any test runs.
    private GrpcChannel _channel = null!;

    internal ServiceProcess Service { get; private set; } = null!;

    internal CallInvoker Calls => _channel.CreateCallInvoker();

    internal Proto.IntakeService.IntakeServiceClient Intake => new(Calls);

    public async ValueTask InitializeAsync()
    {
        Service = await ServiceProcess.StartAsync(_data.Path, ["--Scoring:TrustedKeysFile", TestKeys.TrustedKeysFile, "--Replay:ReplaysMax", "64", "--Drift:MeasurementsMax", "64"], CancellationToken.None);
        _channel = GrpcChannel.ForAddress(Service.Grpc);

        await LoadMasterDataAsync(Service);
        await WalkedModels.LoadAsync(Service);
    }

    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        Service.Dispose();
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The supplier and the facility of the samples, so that there is something to be shown.</summary>
    internal static async Task LoadMasterDataAsync(ServiceProcess service)
    {
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var masterData = new Proto.MasterDataService.MasterDataServiceClient(channel);
        await ImportAsync(Proto.MasterDataKind.Suppliers, "supplier_id,name\nS1,Surgical Supplies Ltd\n");
        await ImportAsync(Proto.MasterDataKind.Facilities, "facility_id,name,time_zone\nnorth,North Hospital,Europe/London\n");
        await ImportAsync(Proto.MasterDataKind.Codes, "code,description\nA4253,Test strips\n");

        async Task ImportAsync(Proto.MasterDataKind kind, string text) => await masterData.ImportAsync(
            new Proto.ImportRequest { Kind = kind, Content = Google.Protobuf.ByteString.CopyFromUtf8(text) },
            SiloFixture.Bearer(service.Token(["operator"], "local", null)));
    }

    internal Metadata Caller(string tenant = "local", string[]? roles = null, string[]? facilities = null) =>
        SiloFixture.Bearer(Service.Token(roles ?? ["host"], tenant, facilities));
}
