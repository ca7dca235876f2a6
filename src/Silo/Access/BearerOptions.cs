using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triage.Silo.Data;

namespace Triage.Silo.Access;

/// <summary>Which tokens are good: ES256, our issuer and audience, not expired, with the claims that we need.</summary>
internal sealed class BearerOptions(IOptions<AccessOptions> access, IOptions<DataOptions> data) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var settings = access.Value;
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidateIssuer = true,
            ValidateAudience = true,
            ValidateLifetime = true,
            ValidateIssuerSigningKey = true,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            RequireAudience = true,
            ClockSkew = settings.ClockSkew,
        };
        if (!string.IsNullOrEmpty(settings.Authority))
        {
            options.Authority = settings.Authority;
        }
        else
        {
            var key = string.IsNullOrEmpty(settings.PublicKeyFile) ? LocalIssuerKey.LoadOrCreate(data.Value.Directory) : PublicKey(settings.PublicKeyFile);
            options.TokenValidationParameters.IssuerSigningKey = new ECDsaSecurityKey(key) { KeyId = LocalIssuerKey.KeyIdOf(key) };
        }

        options.Events = new JwtBearerEvents { OnTokenValidated = IdentifyAsync };
    }

    private static Task IdentifyAsync(TokenValidatedContext context)
    {
        if (context.SecurityToken is JsonWebToken token && IdentityClaims.Read(Base64Url.DecodeFromChars(token.EncodedPayload)) is { } identity)
        {
            context.HttpContext.Features.Set(identity);
        }
        else
        {
            context.Fail("A claim is missing or of the wrong type.");
        }

        return Task.CompletedTask;
    }

    private static ECDsa PublicKey(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }
}
