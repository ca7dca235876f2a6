using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Triage.Silo.Access;
using Triage.Silo.Edge;

namespace Triage.Silo.Limits;

/// <summary>Works on a call when its tenant has a place: after the message was read, so that nobody holds a place by sending slowly.</summary>
internal sealed class LimitsInterceptor(FairPlaces places, MessageSizes sizes) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (RpcAccess.IsAnonymous(context.Method) || LastingCalls.IsWait(context.Method))
        {
            return await continuation(request, context);
        }

        var tenant = Identity.Of(context).Tenant;
        sizes.Check(request as IMessage, tenant);
        using var place = await places.EnterAsync(tenant, context.CancellationToken);
        return await continuation(request, context);
    }
}
