using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Grains.MasterData;
using Triage.Models.MasterData;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.MasterData;

internal sealed class MasterDataService(
    IMasterDataImporter importer, IMasterDataArchive archive, IMasterDataSource source, ImportPlaces places, IOptions<MasterDataOptions> options, TimeProvider time)
    : Proto.MasterDataService.MasterDataServiceBase
{
    private const int PageSizeDefault = 20;
    private const int PageSizeMax = 100;
    private const string NoEntry = "Master data in force do not have it.";

    public override async Task<Proto.ImportResponse> Import(Proto.ImportRequest request, ServerCallContext context)
    {
        var command = request.ToCommand(Changer(context));
        MasterDataUpload.Require(request.Content.Length, options.Value.FileBytesMax);
        using var place = await places.TakeAsync(context.CancellationToken);
        return (await importer.ImportAsync(command, request.Content.Memory, context.CancellationToken)).ToProtoOrThrow();
    }

    public override async Task<Proto.ImportResponse> ImportStream(IAsyncStreamReader<Proto.ImportStreamRequest> requestStream, ServerCallContext context)
    {
        var identity = Changer(context);
        using var place = await places.TakeAsync(context.CancellationToken);
        var (header, file) = await MasterDataUpload.ReadAsync(requestStream, options.Value.FileBytesMax, time, context.CancellationToken);
        return (await importer.ImportAsync(header.ToCommand(identity), file, context.CancellationToken)).ToProtoOrThrow();
    }

    public override async Task<Proto.ImportResponse> RestoreMasterData(Proto.RestoreMasterDataRequest request, ServerCallContext context)
    {
        var command = request.ToCommand(Changer(context));
        using var place = await places.TakeAsync(context.CancellationToken);
        return (await importer.RestoreAsync(command, request.Version, context.CancellationToken)).ToProtoOrThrow();
    }

    public override async Task<Proto.GetMasterDataResponse> GetMasterData(Proto.GetMasterDataRequest request, ServerCallContext context)
    {
        var inForce = await archive.InForceAsync(Identity.OfAnyFacility(context).Tenant, context.CancellationToken);
        return new() { InForce = { inForce.Select(version => version.ToProto()) } };
    }

    public override async Task<Proto.ListMasterDataVersionsResponse> ListMasterDataVersions(Proto.ListMasterDataVersionsRequest request, ServerCallContext context)
    {
        var identity = Identity.OfAnyFacility(context);
        var violations = new Violations();
        var kind = new Fields(violations).Choice<MasterDataKind>("kind", (int)request.Kind);
        if (request.PageSize is < 0 or > PageSizeMax)
        {
            violations.Add("page_size", "must lie between 0 and 100");
        }

        if (request.BeforeVersion < 0)
        {
            violations.Add("before_version", "must not be negative");
        }

        violations.ThrowIfAny();
        var before = request.BeforeVersion == 0 ? long.MaxValue : request.BeforeVersion;
        var count = request.PageSize == 0 ? PageSizeDefault : request.PageSize;
        var versions = await archive.ListAsync(identity.Tenant, kind, before, count, context.CancellationToken);
        return new() { Versions = { versions.Select(version => version.ToProto()) } };
    }

    public override async Task<Proto.SupplierRecord> GetSupplier(Proto.GetSupplierRequest request, ServerCallContext context)
    {
        var id = Required("supplier_id", request.SupplierId);
        var snapshot = await CurrentAsync(context);
        return snapshot.Suppliers?.ById(id)?.ToProto(snapshot.VersionOf(MasterDataKind.Suppliers)) ?? throw RpcErrors.NotFound(NoEntry);
    }

    public override async Task<Proto.CodeRecord> GetCode(Proto.GetCodeRequest request, ServerCallContext context)
    {
        var code = Required("code", request.Code);
        var snapshot = await CurrentAsync(context);
        return snapshot.Codes?.Find(code)?.ToProto(snapshot.VersionOf(MasterDataKind.Codes)) ?? throw RpcErrors.NotFound(NoEntry);
    }

    public override async Task<Proto.FacilityRecord> GetFacility(Proto.GetFacilityRequest request, ServerCallContext context)
    {
        var id = Required("facility_id", request.FacilityId);
        var snapshot = await CurrentAsync(context);
        return Identity.Of(context).Caller.MaySee(id) && snapshot.Facilities is { } facilities && facilities.ById(id) is { } facility
            ? facility.ToProto(facilities, time.GetUtcNow(), snapshot.VersionOf(MasterDataKind.Facilities))
            : throw RpcErrors.NotFound(NoEntry);
    }

    private static string Required(string field, string value)
    {
        var violations = new Violations();
        var read = new Fields(violations).RequiredIdentifier(field, value);
        violations.ThrowIfAny();
        return read;
    }

    /// <summary>What is the whole tenant's is changed by those who see the whole tenant.</summary>
    private static Identity Changer(ServerCallContext context) => Identity.OfEveryFacility(context, "Master data belong to every facility; the token allows some.");


    private ValueTask<MasterDataSnapshot> CurrentAsync(ServerCallContext context) => source.CurrentAsync(Identity.OfAnyFacility(context).Tenant, context.CancellationToken);
}
