using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triage.Storage;

namespace Triage.Cli.Tokens;

/// <summary>
/// Signs tokens with the key of the data directory, which the embedded service trusts. Whoever can read the key file can
/// mint any token: the file is the user's own (0600).
/// </summary>
internal sealed class LocalIssuer : IDisposable
{
    public const string Issuer = "triage-local";
    public const string Audience = "triage";

    private readonly ECDsa _key;

    private LocalIssuer(ECDsa key)
    {
        _key = key;
        KeyId = LocalIssuerKey.KeyIdOf(key);
    }

    public string KeyId { get; }

    public static LocalIssuer LoadOrCreate(string dataDirectory)
    {
        try
        {
            return new LocalIssuer(LocalIssuerKey.LoadOrCreate(dataDirectory));
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            throw new CliException(
                ExitCode.Failed,
                $"{LocalIssuerKey.PathIn(dataDirectory)} holds no EC P-256 private key. Move it away: a new one is made, and tokens signed by the old one end.");
        }
    }

    public string Mint(TokenRequest request, DateTimeOffset now)
    {
        var signing = new ECDsaSecurityKey(_key)
        {
            KeyId = KeyId,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + request.Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = request.Subject,
                ["tenant"] = request.Tenant,
                ["role"] = request.Roles.ToArray(),
                ["facility"] = request.Facilities.ToArray(),
            },
        });
    }

    public void Dispose() => _key.Dispose();
}
