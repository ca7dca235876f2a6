using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Limits;
using Triage.Silo.Telemetry;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>Answers a stream's invoices in order of completion; a bad one ends nothing but itself.</summary>
internal sealed class SubmitStream(
    Submission submission, AnsweringStream stream, InvoiceRate rate, MessageSizes sizes, FairPlaces fair, ErrorMapping errors, EdgeMetrics metrics)
{
    public Task RunAsync(
        IAsyncStreamReader<Proto.SubmitStreamRequest> requests, IServerStreamWriter<Proto.SubmitStreamResponse> responses, ServerCallContext context) =>
        stream.RunAsync(requests, responses, context, (request, cancellationToken) => JudgeAsync(request, context, cancellationToken));

    private async Task<Proto.SubmitStreamResponse> JudgeAsync(Proto.SubmitStreamRequest request, ServerCallContext context, CancellationToken cancellationToken)
    {
        var response = new Proto.SubmitStreamResponse { Ordinal = request.Ordinal };
        try
        {
            var identity = Identity.Of(context);
            if (await rate.TakeOrWaitAsync(identity.Tenant, cancellationToken) is { } tooFast)
            {
                throw tooFast;
            }

            sizes.Check(request.Submit, identity.Tenant);
            using var place = await fair.EnterAsync(identity.Tenant, cancellationToken);
            var answer = await submission.SubmitAsync(request.Submit, identity, cancellationToken);
            response.Accepted = answer.Response;
            response.IdempotentReplay = answer.IsReplay;
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
