using Grpc.Core;
using Grpc.Core.Interceptors;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Payloads;

namespace Triage.Silo.Errors;

/// <summary>The one place where exceptions become statuses.</summary>
internal sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw Map(failure, context.Method, context.CancellationToken);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw Map(failure, context.Method, context.CancellationToken);
        }
    }

    public RpcException Map(Exception failure, string method, CancellationToken called)
    {
        switch (failure)
        {
            case RpcException known:
                return known;
            case StoreUnavailableException or StaleActivationException or TimeoutException or Orleans.Runtime.OrleansException:
                return Refusal.Of(StatusCode.Unavailable, "The service cannot answer now; the same idempotency key is safe to retry.", Refusal.RetryLater());
            case StoreRefusedException:
                return Refusal.Of(StatusCode.PermissionDenied, "This service does not serve the token's tenant.", Refusal.Because("TENANT_NOT_SERVED"));
            case PayloadDamagedException:
                DataDamaged(method);
                return Refusal.Of(StatusCode.DataLoss, "Stored data is damaged.");
            case OperationCanceledException when called.IsCancellationRequested:
                return Refusal.Of(StatusCode.Cancelled, "The call was cancelled.");
            case OperationCanceledException or IOException:
                return Refusal.Of(StatusCode.Unavailable, "The call was cut off; the same idempotency key is safe to retry.", Refusal.RetryLater());
            default:
                CallFailed(failure, method);
                return Refusal.Of(StatusCode.Internal, "An error of the service; it is in its log.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Call of {Method} failed.")]
    private partial void CallFailed(Exception failure, string method);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Call of {Method} met damaged data.")]
    private partial void DataDamaged(string method);
}
