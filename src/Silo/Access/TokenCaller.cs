using System.Collections.Immutable;
using System.Security.Claims;
using Grpc.Core;
using Triage.Grains.Invoices;

namespace Triage.Silo.Access;

/// <summary>Who calls, as the token says: the only source of tenant and facilities.</summary>
internal sealed record TokenCaller(string Tenant, ImmutableHashSet<string> Roles, Caller Caller)
{
    private const string EveryFacility = "*";

    /// <summary><c>null</c> where a claim is missing or is not what it should be.</summary>
    public static TokenCaller? From(ClaimsPrincipal principal)
    {
        var (subject, tenant) = (Single(principal, "sub"), Single(principal, "tenant"));
        var (roles, facilities) = (Texts(principal, "role"), Texts(principal, "facility"));
        if (subject is null || tenant is null || roles is null || facilities is null)
        {
            return null;
        }

        return new TokenCaller(tenant, [.. roles], new Caller(subject, facilities.Contains(EveryFacility) ? null : [.. facilities]));
    }

    public static TokenCaller Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<TokenCaller>() ?? throw new InvalidOperationException("The call was not let in by the access interceptor.");

    private static string? Single(ClaimsPrincipal principal, string type) =>
        Texts(principal, type) is [{ Length: > 0 and <= 128 } text] ? text : null;

    private static string[]? Texts(ClaimsPrincipal principal, string type)
    {
        var claims = principal.FindAll(type).ToArray();
        return claims.All(c => c.ValueType == ClaimValueTypes.String) ? [.. claims.Select(c => c.Value)] : null;
    }
}
