using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Edge;

/// <summary>Refuses what is too much at once, before anything was accepted, with the time to come back.</summary>
internal sealed class InFlightInterceptor(IOptions<EdgeOptions> options, EdgeMetrics metrics) : Interceptor
{
    private int unary;
    private int streams;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (RpcAccess.IsAnonymous(context.Method))
        {
            return await continuation(request, context);
        }

        try
        {
            Enter(Interlocked.Increment(ref unary), options.Value.UnaryInFlightMax, "calls");
            return await continuation(request, context);
        }
        finally
        {
            Interlocked.Decrement(ref unary);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            Enter(Interlocked.Increment(ref streams), options.Value.StreamsMax, "streams");
            await continuation(requestStream, responseStream, context);
        }
        finally
        {
            Interlocked.Decrement(ref streams);
        }
    }

    private void Enter(int count, int max, string kind)
    {
        if (count > max)
        {
            metrics.OnCallRefused(kind);
            throw RpcErrors.ResourceExhausted(kind, $"Too many {kind} are in progress; nothing was accepted.");
        }
    }
}
