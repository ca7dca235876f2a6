using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Triage.Silo.Access;

internal static class AccessRegistration
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration, string dataDirectory)
    {
        var access = configuration.GetSection("Access").Get<AccessOptions>() ?? new AccessOptions();
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateDataAnnotations().ValidateOnStart();
        // Made before the service is ready, so that whoever sees it ready can sign tokens.
        var localKey = access.Authority.Length == 0 ? LocalIssuer.LoadKey(dataDirectory) : null;
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = access.Issuer,
                ValidAudience = access.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256],
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ClockSkew = ClockSkew,
            };
            if (access.Authority.Length > 0)
            {
                options.Authority = access.Authority;
            }
            else
            {
                options.TokenValidationParameters.IssuerSigningKey = localKey;
            }
        });
        return services;
    }
}
