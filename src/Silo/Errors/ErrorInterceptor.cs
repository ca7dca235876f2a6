using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triage.Silo.Errors;

/// <summary>The outermost interceptor: every exception becomes an answer here.</summary>
internal sealed partial class ErrorInterceptor(ErrorMapping mapping, ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        TResponse? response = null;
        await GuardAsync(context, async () => response = await continuation(request, context));

        // GuardAsync threw unless the continuation set it.
        return response!;
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        TResponse? response = null;
        await GuardAsync(context, async () => response = await continuation(new CheckedReader<TRequest>(requestStream, context.CancellationToken), context));

        // GuardAsync threw unless the continuation set it.
        return response!;
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(new CheckedReader<TRequest>(requestStream, context.CancellationToken), responseStream, context));

    private async Task GuardAsync(ServerCallContext context, Func<Task> call)
    {
        var http = context.GetHttpContext();
        UnreadableRequests.MarkRead(http);
        try
        {
            await call();
            CallOutcome.Set(http, StatusCode.OK);
        }
        catch (Exception exception)
        {
            var answer = mapping.ToRpcException(exception, context);
            CallOutcome.Set(http, answer.StatusCode);
            RefusedRequests.NameDelay(http, answer);
            if (answer.StatusCode == StatusCode.Internal)
            {
                LogCallFailed(context.Method, exception.GetType().FullName ?? "", exception.StackTrace?.Split('\n', 2)[0].Trim() ?? "");
            }

            throw answer;
        }
    }
}
