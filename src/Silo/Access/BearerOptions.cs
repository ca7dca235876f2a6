using System.Buffers.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triage.Silo.Data;
using Triage.Storage;

namespace Triage.Silo.Access;

/// <summary>Which tokens are good: signed by the issuer's key, for our audience, not expired, with the claims that we need.</summary>
internal sealed class BearerOptions(IOptions<AccessOptions> access, IOptions<DataOptions> data) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>An external issuer chooses among these. No symmetric one: whoever checks such a token could also make it.</summary>
    private static readonly string[] ExternalAlgorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
    ];

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
            ValidAlgorithms = settings.HasExternalIssuer ? ExternalAlgorithms : [SecurityAlgorithms.EcdsaSha256],
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
            options.TokenValidationParameters.IssuerSigningKey = string.IsNullOrEmpty(settings.PublicKeyFile)
                ? LocalKey(data.Value.Directory)
                : PublicKeyFile.Read(settings.PublicKeyFile);
        }

        options.Events = new JwtBearerEvents { OnMessageReceived = PassKnownAsync, OnTokenValidated = IdentifyAsync };
    }

    // The framework asks behind the gate once more; who was let in by a token that is known is not asked again.
    private static Task PassKnownAsync(MessageReceivedContext context)
    {
        if (Identity.Of(context.HttpContext) is not null)
        {
            context.NoResult();
        }

        return Task.CompletedTask;
    }

    private static Task IdentifyAsync(TokenValidatedContext context)
    {
        if (context.SecurityToken is JsonWebToken token && IdentityClaims.Read(Base64Url.DecodeFromChars(token.EncodedPayload)) is { } identity)
        {
            context.HttpContext.Features.Set(identity with { GoodUntil = token.ValidTo + context.Options.TokenValidationParameters.ClockSkew });
        }
        else
        {
            context.Fail("A claim is missing or of the wrong type.");
        }

        return Task.CompletedTask;
    }

    private static ECDsaSecurityKey LocalKey(string directory)
    {
        var key = LocalIssuerKey.LoadOrCreate(directory);
        return new ECDsaSecurityKey(key) { KeyId = LocalIssuerKey.KeyIdOf(key) };
    }
}
