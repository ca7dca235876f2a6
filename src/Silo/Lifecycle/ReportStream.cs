using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Limits;
using Triage.Silo.Telemetry;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Lifecycle;

/// <summary>Answers a stream's reports in order of completion; a bad one ends nothing but itself.</summary>
internal sealed class ReportStream(
    Reporting reporting, AnsweringStream stream, MessageSizes sizes, FairPlaces fair, ErrorMapping errors, EdgeMetrics metrics)
{
    public Task RunAsync(
        IAsyncStreamReader<Proto.ReportStreamRequest> requests, IServerStreamWriter<Proto.ReportStreamResponse> responses, ServerCallContext context) =>
        stream.RunAsync(requests, responses, context, (request, cancellationToken) => AnswerAsync(request, context, cancellationToken));

    private async Task<Proto.ReportStreamResponse> AnswerAsync(Proto.ReportStreamRequest request, ServerCallContext context, CancellationToken cancellationToken)
    {
        var response = new Proto.ReportStreamResponse { Ordinal = request.Ordinal };
        try
        {
            var identity = Identity.Of(context);
            sizes.Check(request.Report, identity.Tenant);
            using var place = await fair.EnterAsync(identity.Tenant, cancellationToken);
            (response.Accepted, response.IdempotentReplay) = await reporting.ReportAsync(request.Report, identity, cancellationToken);
            metrics.OnStreamItemAnswered(StatusCode.OK);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var refused = errors.ToRpcException(exception, context);
            response.Refused = refused.GetRpcStatus() ?? new Google.Rpc.Status { Code = (int)refused.StatusCode, Message = refused.Status.Detail };
            metrics.OnStreamItemAnswered(refused.StatusCode);
        }

        return response;
    }
}
