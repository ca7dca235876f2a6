using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Triage.TestKit;

/// <summary>Tokens as the local issuer of a data directory signs them.</summary>
public static class LocalTokens
{
    private static readonly string[] EveryFacility = ["*"];

    /// <param name="facilities"><c>null</c>: every facility.</param>
    public static string Make(string dataDirectory, string[] roles, string tenant = "local", string[]? facilities = null, string subject = "tester")
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(dataDirectory, "issuer", "key.pem")));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "triage-local",
            Audience = "triage",
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["tenant"] = tenant, ["role"] = roles, ["facility"] = facilities ?? EveryFacility },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
