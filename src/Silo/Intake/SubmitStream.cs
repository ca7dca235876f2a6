using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Limits;
using Triage.Silo.Telemetry;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>
/// Answers a stream's invoices in order of completion, a bounded number at once. A place is free again only
/// when its answer was written, so a caller that does not read is not read either.
/// </summary>
internal sealed class SubmitStream(
    Submission submission, InvoiceRate rate, MessageSizes sizes, FairPlaces fair, ErrorMapping errors, EdgeMetrics metrics, IOptions<EdgeOptions> options, TimeProvider time)
{
    public async Task RunAsync(
        IAsyncStreamReader<Proto.SubmitStreamRequest> requests, IServerStreamWriter<Proto.SubmitStreamResponse> responses, ServerCallContext context)
    {
        var max = options.Value.StreamInFlightMax;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        using var places = new SemaphoreSlim(max);
        using var writing = new SemaphoreSlim(1);
        var taken = 0;
        try
        {
            while (true)
            {
                await places.WaitAsync(ending.Token);
                taken = 1;
                if (!await NextAsync(requests, () => places.CurrentCount == max - 1, ending.Token))
                {
                    break;
                }

                taken = 0;
                _ = AnswerAsync(requests.Current, responses, context, places, writing, ending);
            }
        }
        catch (Exception)
        {
            await ending.CancelAsync();
            throw;
        }
        finally
        {
            // Nothing may touch the call after it ended: wait until every place is free.
            for (; taken < max; taken++)
            {
                await places.WaitAsync(CancellationToken.None);
            }
        }

        context.CancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Waits for the next item as long as some are in progress, and then no longer than an idle stream may stay.</summary>
    private async Task<bool> NextAsync(IAsyncStreamReader<Proto.SubmitStreamRequest> requests, Func<bool> isIdle, CancellationToken cancellationToken)
    {
        var next = requests.MoveNext(cancellationToken);
        while (true)
        {
            try
            {
                return await next.WaitAsync(options.Value.StreamIdleTimeout, time, cancellationToken);
            }
            catch (TimeoutException) when (!isIdle())
            {
                continue;
            }
            catch (TimeoutException)
            {
                // It ends with the call.
                _ = next.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw RpcErrors.Unavailable("Nothing came for long; open another stream when there is something to send.");
            }
        }
    }

    private async Task AnswerAsync(
        Proto.SubmitStreamRequest request,
        IServerStreamWriter<Proto.SubmitStreamResponse> responses,
        ServerCallContext context,
        SemaphoreSlim places,
        SemaphoreSlim writing,
        CancellationTokenSource ending)
    {
        try
        {
            var response = await JudgeAsync(request, context, ending.Token);
            await writing.WaitAsync(ending.Token);
            try
            {
                await responses.WriteAsync(response, ending.Token);
            }
            finally
            {
                writing.Release();
            }
        }
        catch (Exception)
        {
            // The answer cannot be written, so the stream is over; its keys make sending again safe.
            await ending.CancelAsync();
        }
        finally
        {
            places.Release();
        }
    }

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
