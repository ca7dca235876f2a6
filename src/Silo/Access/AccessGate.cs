using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Triage.Silo.Errors;

namespace Triage.Silo.Access;

/// <summary>
/// Lets a call pass when its token is good and one of its roles may make it, before anything of its body is read: who may
/// not call can't fill the memory either. What is not allowed is denied.
/// </summary>
internal sealed partial class AccessGate(RequestDelegate next, IOptionsMonitor<JwtBearerOptions> bearer, KnownTokens known, ILogger<AccessGate> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName is { } rpc && !RpcAccess.IsAnonymous(rpc))
        {
            try
            {
                (await AdmitAsync(context, rpc)).AttachTo(context);
            }
            catch (RpcException refusal)
            {
                await RefusedRequests.AnswerAsync(context, refusal);
                return;
            }
        }

        await next(context);
    }

    private async Task<Identity> AdmitAsync(HttpContext context, string rpc)
    {
        var identity = await IdentifyAsync(context);
        if (RpcAccess.RolesFor(rpc) is not { } allowed)
        {
            throw RpcErrors.PermissionDenied(ErrorReason.RpcNotAllowed, "Nobody may make this call.");
        }

        return identity.Roles.Any(allowed.Contains)
            ? identity
            : throw RpcErrors.PermissionDenied(ErrorReason.RoleMissing, $"The call needs one of these roles: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
    }

    private async Task<Identity> IdentifyAsync(HttpContext http)
    {
        var credentials = http.Request.Headers.Authorization;
        switch (credentials.Count)
        {
            case 0:
                throw RpcErrors.Unauthenticated(ErrorReason.CredentialMissing, "The call needs a bearer token.");
            case > 1:
                throw RpcErrors.Unauthenticated(ErrorReason.CredentialInvalid, "The call carries more than one credential.");
        }

        var credential = credentials[0] ?? "";
        if (known.Find(credential) is { } checkedBefore)
        {
            return checkedBefore;
        }

        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (result.Succeeded && http.Features.Get<Identity>() is { } identity)
        {
            if (result.Properties.ExpiresUtc is { } expires)
            {
                known.Keep(credential, identity, expires);
            }

            return identity;
        }

        throw result.Failure is SecurityTokenSignatureKeyNotFoundException && !await IssuerCanBeAskedAsync(http.RequestAborted)
            ? RpcErrors.Unavailable("The token's issuer cannot be asked now.")
            : RpcErrors.Unauthenticated(ErrorReason.CredentialInvalid, "The bearer token is not valid.");
    }

    /// <summary>While an external issuer's keys can't be fetched, nobody can be told good from bad.</summary>
    private async Task<bool> IssuerCanBeAskedAsync(CancellationToken cancellationToken)
    {
        if (bearer.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager is not { } issuer)
        {
            return true;
        }

        try
        {
            await issuer.GetConfigurationAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            LogIssuerUnreachable(exception.GetType().Name);
            return false;
        }
    }
}
