using System.Security.Cryptography;

namespace Triage.Storage;

/// <summary>
/// The embedded mode's signing key, <c>issuer/key.pem</c> in the data directory: whoever can read that file
/// may act as anybody, so it is created readable by its owner alone. The service and the command line may both be the first.
/// </summary>
public static class LocalIssuerKey
{
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "issuer", "key.pem");

    public static ECDsa LoadOrCreate(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            OwnedFiles.TryCreate(path, made.ExportPkcs8PrivateKeyPem() + "\n"); // if another came first, its key is as good
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key.KeySize == 256 ? key : throw new CryptographicException("The key is not of curve P-256.");
        }
        catch (Exception)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>First 16 characters of base64url(SHA-256(SubjectPublicKeyInfo)).</summary>
    public static string KeyIdOf(ECDsa key) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
}
