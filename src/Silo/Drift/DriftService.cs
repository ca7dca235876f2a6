using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Grains.Drift;
using Triage.Models.Registry;
using Triage.Models.Replay;
using Triage.Models.Scoring.Drift;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Drift;

internal sealed class DriftService(IDrift drift, IModelRegistry registry, DriftPlaces places, LastingCalls lasting, IOptions<EdgeOptions> edge, TimeProvider time) : Proto.DriftService.DriftServiceBase
{
    private const string NoneInForce = "NONE_IN_FORCE";
    private const string NoReference = "NO_REFERENCE";
    private const string ModelsDamaged = "MODELS_DAMAGED";

    public override Task MeasureDrift(Proto.MeasureDriftRequest request, IServerStreamWriter<Proto.MeasureDriftResponse> responseStream, ServerCallContext context) =>
        lasting.RunAsync(context, ending => MeasureAsync(request, responseStream, context, ending));

    private async Task MeasureAsync(Proto.MeasureDriftRequest request, IServerStreamWriter<Proto.MeasureDriftResponse> responses, ServerCallContext context, CancellationToken ending)
    {
        var tenant = OfEveryFacility(context).Tenant;
        var (asked, weeks) = request.Read();
        var version = await VersionAsync(tenant, asked, ending);
        using var place = places.Take();
        var reference = await ReferenceAsync(tenant, version, ending);
        await using var writer = new TimedWriter<Proto.MeasureDriftResponse>(responses, context, edge.Value, time);
        var (running, measured) = (IsoWeek.At(time.GetUtcNow()), new List<WeekDrift>(weeks));
        for (var ago = weeks - 1; ago >= 0; ago--)
        {
            measured.Add(await drift.MeasureAsync(tenant, version, running.Before(ago).Monday, ending));
            await SendAsync(new() { Week = measured[^1].ToProto() });
        }

        await SendAsync(new() { Summary = reference.ToSummary(version, RetrainingAdvice.Of(measured)) });

        Task SendAsync(Proto.MeasureDriftResponse message) => writer.WriteAsync(message, static () => [], ending);
    }

    private async Task<string> VersionAsync(string tenant, string? asked, CancellationToken cancellationToken)
    {
        if (asked is not null)
        {
            return (await registry.FindAsync(tenant, asked, cancellationToken) ?? throw RpcErrors.NotFound("There is no such version.")).Version;
        }

        return (await registry.CurrentAsync(tenant, cancellationToken)).InForce
            ?? throw RpcErrors.FailedPrecondition(NoneInForce, "model_version", "No version is in force by the registry: promote one, or name the version that is to be measured.");
    }

    private async Task<DriftReference> ReferenceAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        try
        {
            return await drift.ReferenceAsync(tenant, version, cancellationToken);
        }
        catch (NoReferenceException missing)
        {
            throw RpcErrors.FailedPrecondition(NoReference, version, missing.Message);
        }
        catch (ReplayException damaged)
        {
            throw RpcErrors.FailedPrecondition(ModelsDamaged, version, damaged.Message);
        }
    }

    private static Identity OfEveryFacility(ServerCallContext context) => Identity.OfEveryFacility(context, "Models see the bills of every facility; the token allows some.");
}
