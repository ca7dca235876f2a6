using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Triage.Silo.Access;

/// <summary>An external issuer's public key: elliptic or RSA, as the file says.</summary>
internal static class PublicKeyFile
{
    // RFC 7518 section 3.3: a key of 2048 bits or larger must be used.
    private const int RsaBitsMin = 2048;

    /// <exception cref="CryptographicException">The file holds neither key, or one too weak.</exception>
    public static SecurityKey Read(string file)
    {
        var pem = File.ReadAllText(file);
        try
        {
            var elliptic = ECDsa.Create();
            elliptic.ImportFromPem(pem);
            return new ECDsaSecurityKey(elliptic);
        }
        catch (Exception notElliptic) when (notElliptic is CryptographicException or ArgumentException)
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= RsaBitsMin
                ? new RsaSecurityKey(rsa)
                : throw new CryptographicException($"Access:PublicKeyFile names '{file}': an RSA key of {rsa.KeySize} bits; {RsaBitsMin} is the least.");
        }
    }
}
