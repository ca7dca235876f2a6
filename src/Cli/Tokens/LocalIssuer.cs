using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Triage.Cli.Tokens;

/// <summary>
/// Signs tokens with the key of the data directory, which the embedded service trusts. Whoever can read the key file can
/// mint any token: the file is the user's own (0600).
/// </summary>
internal sealed class LocalIssuer : IDisposable
{
    public const string Issuer = "triage-local";
    public const string Audience = "triage";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ECDsa _key;

    private LocalIssuer(ECDsa key)
    {
        _key = key;
        KeyId = Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
    }

    public string KeyId { get; }

    public static string KeyFile(string dataDirectory) => Path.Combine(dataDirectory, "issuer", "key.pem");

    public static LocalIssuer LoadOrCreate(string dataDirectory)
    {
        var path = KeyFile(dataDirectory);
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new LocalIssuer(key);
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new CliException(ExitCode.Failed, $"{path} holds no EC P-256 private key. Move it away: a new one is made, and tokens signed by the old one end.");
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

    // The service and this command may both be the first: the key is written aside and moved where none is yet.
    private static void Create(string path)
    {
        OwnedDirectory.Create(Path.GetDirectoryName(path)!); // KeyFile always has a folder
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var aside = $"{path}.{RandomNumberGenerator.GetHexString(16)}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var file = new FileStream(aside, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its key is as good.
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
