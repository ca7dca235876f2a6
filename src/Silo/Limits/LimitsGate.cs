using System.Threading.RateLimiting;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Limits;

/// <summary>What a tenant may have open and bring, asked before the request's body is read: a refusal costs a token's check and nothing else.</summary>
internal sealed class LimitsGate(RequestDelegate next, LimitsTable limits, TenantCalls calls, InvoiceRate rate, EdgeMetrics metrics)
{
    // Items of SubmitStream take a token each when they are read.
    private static readonly string[] BringOneInvoice = ["/triage.v1.IntakeService/Submit", "/triage.v1.IntakeService/Amend"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is not { } rpc || Identity.Of(context) is not { Tenant: var tenant })
        {
            await next(context);
            return;
        }

        using var lease = rpc.Type == MethodType.Unary ? calls.EnterCall(tenant) : calls.EnterStream(tenant);
        if (Refusal(rpc, tenant, lease) is { } tooMuch)
        {
            await RefusedRequests.AnswerAsync(context, tooMuch);
        }
        else if (context.Request.ContentLength > limits.Of(tenant).MessageBytesMax && !UnreadableRequests.IsGrpc(context))
        {
            await RefusedRequests.AnswerAsync(context, MessageSizes.TooLarge(metrics), StatusCodes.Status413PayloadTooLarge);
        }
        else
        {
            await next(context);
        }
    }

    private RpcException? Refusal(IMethod rpc, string tenant, RateLimitLease lease)
    {
        if (lease.IsAcquired)
        {
            return BringOneInvoice.Contains(rpc.FullName) ? rate.Take(tenant) : null;
        }

        var isCall = rpc.Type == MethodType.Unary;
        metrics.OnRefused(isCall ? LimitKind.Calls : LimitKind.Streams);
        return isCall
            ? LimitErrors.TooFast("Limits:UnaryInFlightMax", "The tenant has too many calls in progress", null)
            : LimitErrors.TooFast("Limits:StreamsMax", "The tenant has too many streams open", null);
    }
}
