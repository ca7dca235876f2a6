using Google.Protobuf;
using Grpc.Net.Client;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>Versions in every standing, so that each call of the walk finds one that is there already.</summary>
internal static class WalkedModels
{
    public const string InForceName = "walk-in-force";
    public const string ShadowName = "walk-shadow";
    public const string RetiredName = "walk-retired";

    /// <summary>The same bytes each time it is sent: signed once.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> InForce = SampleModels.Measurable(InForceName);

    public static IEnumerable<IMessage> Parts(IReadOnlyDictionary<string, byte[]> files) =>
        files.SelectMany(file => new IMessage[] { new Proto.RegisterModelRequest { File = new() { Name = file.Key } }, new Proto.RegisterModelRequest { Chunk = ByteString.CopyFrom(file.Value) } });

    public static async Task LoadAsync(ServiceProcess service)
    {
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var registry = new Proto.RegistryService.RegistryServiceClient(channel);
        var scientist = SiloFixture.Bearer(service.Token(["data-scientist"], subject: "bringer"));
        var approver = SiloFixture.Bearer(service.Token(["model-approver"], subject: "approver"));
        await RegisterAsync(InForce);
        await registry.PromoteModelAsync(new() { Version = InForceName, IdempotencyKey = "promote", Reason = "walk" }, approver);
        await RegisterAsync(SampleModels.Package(ShadowName, manifest => manifest));
        await registry.StartShadowAsync(new() { Version = ShadowName, IdempotencyKey = "shadow" }, scientist);
        await RegisterAsync(SampleModels.Package(RetiredName, manifest => manifest));
        await registry.RetireModelAsync(new() { Version = RetiredName, IdempotencyKey = "retire", Reason = "walk" }, approver);

        async Task RegisterAsync(IReadOnlyDictionary<string, byte[]> files)
        {
            using var stream = registry.RegisterModel(scientist);
            await stream.RequestStream.WriteAsync(new() { Header = new() });
            foreach (var part in Parts(files))
            {
                await stream.RequestStream.WriteAsync((Proto.RegisterModelRequest)part);
            }

            await stream.RequestStream.CompleteAsync();
            await stream;
        }
    }
}
