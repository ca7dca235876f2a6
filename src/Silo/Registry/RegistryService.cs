using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Grains.Registry;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Registry;

internal sealed class RegistryService(
    IModelRegistrar registrar, IModelRegistry registry, IShadowRuns runs, IConfiguredLog configured, PackagePlaces places, IOptions<RegistryOptions> options, IOptions<EdgeOptions> edge, TimeProvider time)
    : Proto.RegistryService.RegistryServiceBase
{
    public override async Task<Proto.RegistryResponse> RegisterModel(IAsyncStreamReader<Proto.RegisterModelRequest> requestStream, ServerCallContext context)
    {
        var identity = OfEveryFacility(context);
        using var place = await places.TakeAsync(context.CancellationToken);
        var (header, files) = await PackageUpload.ReadAsync(requestStream, options.Value.PackageBytesMax, time, context.CancellationToken);
        var reason = RegistryRequests.ReasonOf(header);
        return (await registrar.RegisterAsync(identity.Tenant, identity.Caller.Subject, reason, files, context.CancellationToken)).ToProtoOrThrow();
    }

    public override Task<Proto.RegistryResponse> StartShadow(Proto.StartShadowRequest request, ServerCallContext context) => ActAsync(request.ToCommand, context);

    public override Task<Proto.RegistryResponse> StopShadow(Proto.StopShadowRequest request, ServerCallContext context) => ActAsync(request.ToCommand, context);

    public override async Task<Proto.RegistryResponse> PromoteModel(Proto.PromoteModelRequest request, ServerCallContext context)
    {
        var command = request.ToCommand(OfEveryFacility(context));
        using var place = await places.TakeAsync(context.CancellationToken); // the whole package is checked again
        return await ActAsync(_ => command, context);
    }

    public override Task<Proto.RegistryResponse> RollBackModel(Proto.RollBackModelRequest request, ServerCallContext context) => ActAsync(request.ToCommand, context);

    public override Task<Proto.RegistryResponse> RetireModel(Proto.RetireModelRequest request, ServerCallContext context) => ActAsync(request.ToCommand, context);

    public override async Task<Proto.ListModelsResponse> ListModels(Proto.ListModelsRequest request, ServerCallContext context)
    {
        var tenant = Identity.OfAnyFacility(context).Tenant;
        var (before, count) = RegistryRequests.PageOf(request.PageSize, request.BeforeNumber);

        // Versions first: what was registered since is in the state then, and not the other way round.
        var versions = await registry.ListAsync(tenant, context.CancellationToken);
        var state = await registry.StateAsync(tenant, context.CancellationToken);
        var page = versions.Select(version => version.ToProto(state)).Where(version => version.Number < before).OrderByDescending(version => version.Number).Take(count);
        return new() { Models = { page } };
    }

    public override async Task<Proto.GetModelResponse> GetModel(Proto.GetModelRequest request, ServerCallContext context)
    {
        var reader = Identity.OfAnyFacility(context);
        var version = await FindAsync(reader.Tenant, request.Version, context.CancellationToken);
        var state = await registry.StateAsync(reader.Tenant, context.CancellationToken);
        var response = new Proto.GetModelResponse
        {
            Model = version.ToProto(state),
            Manifest = ByteString.CopyFrom(version.Manifest.AsSpan()),
            Signature = ByteString.CopyFrom(version.Signature.AsSpan()),
        };
        foreach (var run in await runs.OfVersionAsync(reader.Tenant, version.Version, context.CancellationToken))
        {
            response.ShadowRuns.Add(run.ToProto(await runs.SegmentsAsync(reader.Tenant, run.Number, context.CancellationToken), reader.Caller.Facilities));
        }

        return response;
    }

    public override async Task<Proto.ListShadowDisagreementsResponse> ListShadowDisagreements(Proto.ListShadowDisagreementsRequest request, ServerCallContext context)
    {
        var reader = Identity.OfAnyFacility(context);
        var (before, count) = RegistryRequests.PageOf(request);
        var version = await FindAsync(reader.Tenant, request.Version, context.CancellationToken);
        var run = (await runs.OfVersionAsync(reader.Tenant, version.Version, context.CancellationToken)).FirstOrDefault(run => request.Run == 0 || run.Number == request.Run)
            ?? throw RpcErrors.NotFound("The version has no such shadow run.");
        var found = await runs.DisagreementsAsync(reader.Tenant, run.Number, before, count, reader.Caller.Facilities, context.CancellationToken);
        return new() { Run = run.Number, Against = run.Against, Disagreements = { found.Select(one => one.ToProto()) } };
    }

    public override async Task<Proto.GetInForceResponse> GetInForce(Proto.GetInForceRequest request, ServerCallContext context)
    {
        var tenant = Identity.OfAnyFacility(context).Tenant;
        var at = RegistryRequests.AtOf(request);
        var models = await registry.InForceAtAsync(tenant, at, context.CancellationToken);
        var entries = await configured.AtAsync(at, context.CancellationToken);
        return new()
        {
            Models = models?.ToProto(),
            ConfiguredModels = entries.ToProto(ConfiguredKind.Models),
            Policy = entries.ToProto(ConfiguredKind.Policy),
            Gate = entries.ToProto(ConfiguredKind.Gate),
        };
    }

    public override async Task<Proto.ListRegistryActionsResponse> ListRegistryActions(Proto.ListRegistryActionsRequest request, ServerCallContext context)
    {
        var tenant = Identity.OfAnyFacility(context).Tenant;
        var (before, count) = RegistryRequests.PageOf(request.PageSize, request.BeforeNumber);
        var actions = await registry.ActionsAsync(tenant, before, count, context.CancellationToken);
        return new() { Actions = { actions.Select(action => action.ToProto()) } };
    }

    public override async Task DownloadModel(Proto.DownloadModelRequest request, IServerStreamWriter<Proto.DownloadModelResponse> responseStream, ServerCallContext context)
    {
        var tenant = OfEveryFacility(context).Tenant;
        var version = await FindAsync(tenant, request.Version, context.CancellationToken);
        await using var writer = new TimedWriter<Proto.DownloadModelResponse>(responseStream, context, edge.Value, time);
        await BeginAsync(ModelManifest.FileName);
        await SendPartAsync(version.Manifest.ToArray());
        await BeginAsync(PackageSignature.FileName);
        await SendPartAsync(version.Signature.ToArray());
        foreach (var file in version.Files)
        {
            await BeginAsync(file.Name);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var part = 0; await registry.ReadPartAsync(tenant, file.Sha256, part, context.CancellationToken) is { } bytes; part++)
            {
                hash.AppendData(bytes);
                await SendPartAsync(bytes);
            }

            if (!hash.GetHashAndReset().AsSpan().SequenceEqual(file.Sha256.AsSpan()))
            {
                throw new ModelFileDamagedException(version.Version, file.Name);
            }
        }

        Task BeginAsync(string name) => writer.WriteAsync(new() { File = new() { Name = name } }, static () => [], context.CancellationToken);

        Task SendPartAsync(byte[] bytes) => writer.WriteAsync(new() { Chunk = UnsafeByteOperations.UnsafeWrap(bytes) }, static () => [], context.CancellationToken);
    }

    private async Task<Proto.RegistryResponse> ActAsync(Func<Identity, RegistryCommand> command, ServerCallContext context)
    {
        var result = await registrar.ActAsync(command(OfEveryFacility(context)), context.CancellationToken);
        context.MarkReplay(result.Kind == RegistryResultKind.Replayed);
        return result.ToProtoOrThrow();
    }

    private async Task<ModelVersion> FindAsync(string tenant, string version, CancellationToken cancellationToken) =>
        await registry.FindAsync(tenant, RegistryRequests.VersionOf(version), cancellationToken) ?? throw RpcErrors.NotFound(RegistryMapping.NoVersion);

    /// <summary>What is the whole tenant's is changed, and taken away, by those who see the whole tenant.</summary>
    private static Identity OfEveryFacility(ServerCallContext context) => Identity.OfEveryFacility(context, "Models belong to every facility; the token allows some.");
}
