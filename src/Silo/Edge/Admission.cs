using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Edge;

/// <summary>
/// The outermost step: counts every call with its answer, and refuses what is too much for the whole silo before its
/// token is checked or its body read. Health, metrics and the description of the API have no limit here.
/// </summary>
internal sealed class Admission(RequestDelegate next, IOptions<EdgeOptions> options, EdgeMetrics metrics, TimeProvider time)
{
    private int unary;
    private int streams;
    private int waiters;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is not { } rpc || !rpc.ServiceName.StartsWith("triage.", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var began = time.GetTimestamp();
        try
        {
            await (rpc.Type != MethodType.Unary ? AdmitStreamAsync(context) : LastingCalls.IsWait(rpc.FullName) ? AdmitWaiterAsync(context) : AdmitCallAsync(context));
        }
        finally
        {
            metrics.OnCallEnded(rpc.FullName, CallOutcome.Of(context), time.GetElapsedTime(began));
        }
    }

    private async Task AdmitCallAsync(HttpContext context)
    {
        try
        {
            await (Interlocked.Increment(ref unary) <= options.Value.UnaryInFlightMax
                ? next(context)
                : RefuseAsync(context, LimitKind.AllCalls, "Edge:UnaryInFlightMax", "Too many calls are in progress"));
        }
        finally
        {
            Interlocked.Decrement(ref unary);
        }
    }

    private async Task AdmitStreamAsync(HttpContext context)
    {
        try
        {
            await (Interlocked.Increment(ref streams) <= options.Value.StreamsMax
                ? next(context)
                : RefuseAsync(context, LimitKind.AllStreams, "Edge:StreamsMax", "Too many streams are open"));
        }
        finally
        {
            Interlocked.Decrement(ref streams);
        }
    }

    private async Task AdmitWaiterAsync(HttpContext context)
    {
        try
        {
            await (Interlocked.Increment(ref waiters) <= options.Value.WaitersMax
                ? next(context)
                : RefuseAsync(context, LimitKind.AllWaiters, "Edge:WaitersMax", "Too many calls wait"));
        }
        finally
        {
            Interlocked.Decrement(ref waiters);
        }
    }

    private Task RefuseAsync(HttpContext context, LimitKind kind, string limit, string what)
    {
        metrics.OnRefused(kind);
        return RefusedRequests.AnswerAsync(context, RpcErrors.ResourceExhausted(limit, $"{what}; nothing was accepted."));
    }
}
