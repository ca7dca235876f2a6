using System.Security.Cryptography;

namespace Triage.Silo.Access;

/// <summary>
/// The embedded mode's signing key, <c>issuer/key.pem</c> in the data directory: whoever can read that file
/// may act as anybody, so it is created readable by its owner alone. The command line makes the same file.
/// </summary>
internal static class LocalIssuerKey
{
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "issuer", "key.pem");

    public static ECDsa LoadOrCreate(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        if (!File.Exists(path))
        {
            Create(path);
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

    private static void Create(string path)
    {
        var directory = Path.GetDirectoryName(path) ?? ".";
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using (var file = new StreamWriter(temporary, options))
            {
                file.Write(key.ExportPkcs8PrivateKeyPem());
                file.Write('\n');
                file.Flush();
                ((FileStream)file.BaseStream).Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it first; that one counts.
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
