using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Lifecycle;

internal sealed class LifecycleService(Reporting reporting, ReportStream stream) : Proto.LifecycleService.LifecycleServiceBase
{
    public override async Task<Proto.ReportResponse> Report(Proto.ReportRequest request, ServerCallContext context)
    {
        var (response, isReplay) = await reporting.ReportAsync(request, Identity.Of(context), context.CancellationToken);
        context.MarkReplay(isReplay);
        return response;
    }

    public override Task ReportStream(
        IAsyncStreamReader<Proto.ReportStreamRequest> requestStream, IServerStreamWriter<Proto.ReportStreamResponse> responseStream, ServerCallContext context) =>
        stream.RunAsync(requestStream, responseStream, context);
}
