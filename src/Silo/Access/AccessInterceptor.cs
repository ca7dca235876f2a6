using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Authentication;
using Triage.Silo.Errors;

namespace Triage.Silo.Access;

/// <summary>Lets a call through when its token is good and one of its roles may make it. Denies by default.</summary>
internal sealed class AccessInterceptor : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await RequireAsync(context);
        return await continuation(request, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await RequireAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await RequireAsync(context);
        await continuation(request, responseStream, context);
    }

    private static async Task RequireAsync(ServerCallContext context)
    {
        if (RpcAccess.IsAnonymous(context.Method))
        {
            return;
        }

        var http = context.GetHttpContext();
        var caller = http.Request.Headers.Authorization.Count == 1 && (await http.AuthenticateAsync()) is { Succeeded: true, Principal: { } principal }
            ? TokenCaller.From(principal)
            : null;
        if (caller is null)
        {
            throw Refusal.Of(StatusCode.Unauthenticated, "A valid bearer token is needed.", Refusal.Because("TOKEN_INVALID"));
        }

        if (!RpcAccess.AllowedRoles.TryGetValue(context.Method, out var allowed) || !allowed.Any(caller.Roles.Contains))
        {
            throw Refusal.Of(StatusCode.PermissionDenied, "The token's roles do not allow this call.", Refusal.Because("ROLE_MISSING"));
        }

        http.Features.Set(caller);
    }
}
