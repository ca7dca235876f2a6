using System.Threading.RateLimiting;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Edge;
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

        using var lease = rpc.Type != MethodType.Unary ? calls.EnterStream(tenant) : LastingCalls.IsWait(rpc.FullName) ? calls.EnterWait(tenant) : calls.EnterCall(tenant);
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

        var (kind, limit, what) = rpc.Type != MethodType.Unary ? (LimitKind.Streams, "Limits:StreamsMax", "has too many streams open")
            : LastingCalls.IsWait(rpc.FullName) ? (LimitKind.Waiters, "Limits:WaitersMax", "waits in too many calls")
            : (LimitKind.Calls, "Limits:UnaryInFlightMax", "has too many calls in progress");
        metrics.OnRefused(kind);
        return LimitErrors.TooFast(limit, $"The tenant {what}", null);
    }
}
