using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Triage.Silo.Errors;

namespace Triage.Silo.Access;

/// <summary>Lets a call pass when its token is good and one of its roles may make it. What is not allowed is denied.</summary>
internal sealed partial class AccessInterceptor(ILogger<AccessInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(request, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(requestStream, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    private async Task AdmitAsync(ServerCallContext context)
    {
        if (RpcAccess.IsAnonymous(context.Method))
        {
            return;
        }

        var identity = await IdentifyAsync(context.GetHttpContext());
        if (RpcAccess.RolesFor(context.Method) is not { } allowed)
        {
            throw RpcErrors.PermissionDenied(ErrorReason.RpcNotAllowed, "Nobody may make this call.");
        }

        foreach (var role in identity.Roles)
        {
            if (allowed.Contains(role))
            {
                identity.AttachTo(context);
                return;
            }
        }

        throw RpcErrors.PermissionDenied(ErrorReason.RoleMissing, $"The call needs one of these roles: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
    }

    private async Task<Identity> IdentifyAsync(HttpContext http)
    {
        switch (http.Request.Headers.Authorization.Count)
        {
            case 0:
                throw RpcErrors.Unauthenticated(ErrorReason.CredentialMissing, "The call needs a bearer token.");
            case > 1:
                throw RpcErrors.Unauthenticated(ErrorReason.CredentialInvalid, "The call carries more than one credential.");
        }

        AuthenticateResult result;
        try
        {
            result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            // An external issuer's keys could not be fetched: nobody can be told good from bad now.
            LogIssuerUnreachable(exception.GetType().Name);
            throw RpcErrors.Unavailable("The token's issuer cannot be asked now.");
        }

        return result.Succeeded && http.Features.Get<Identity>() is { } identity
            ? identity
            : throw RpcErrors.Unauthenticated(ErrorReason.CredentialInvalid, "The bearer token is not valid.");
    }
}
