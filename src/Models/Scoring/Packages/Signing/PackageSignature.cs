using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Models.Scoring.Packages.Signing;

/// <summary>
/// What stands beside a manifest: by whose key these very bytes were signed (ECDSA on P-256 with SHA-256: FIPS 186-5). The manifest has the
/// SHA-256 of every other file, so it vouches for all.
/// </summary>
/// <param name="Key">Its id.</param>
/// <param name="Signature">Both numbers behind one another, 32 bytes each.</param>
public sealed record PackageSignature(int Format, string Algorithm, string Key, byte[] Signature)
{
    public const string FileName = "manifest.sig";
    public const int FormatOfThis = 1;
    public const string AlgorithmOfThis = "ecdsa-p256-sha256";
    public const int BytesMax = 4096;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>What is signed: nothing that a key ever signs for another purpose begins so.</summary>
    public static byte[] Message(ReadOnlySpan<byte> manifest) => [.. "triage model package, manifest, 1\0"u8, .. manifest];

    /// <returns>The key that signed.</returns>
    /// <exception cref="ModelPackageException">Why nothing vouches for the manifest.</exception>
    public static TrustedKey Verify(ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> signature, TrustList trusted)
    {
        var key = VerifyOnceTrusted(manifest, signature, trusted);
        return key.State != KeyState.Revoked
            ? key
            : throw new ModelPackageException(FileName, $"is of the key {key.Name} ({key.ShortId()}), which was revoked on {key.Revoked:yyyy-MM-dd}: {key.Reason ?? "no reason given"}");
    }

    /// <summary>For whoever tells what a package said, and does not serve with it: its key may have been revoked since.</summary>
    /// <returns>The key that signed.</returns>
    /// <exception cref="ModelPackageException">Why the manifest is not what was signed.</exception>
    public static TrustedKey VerifyOnceTrusted(ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> signature, TrustList trusted)
    {
        var read = Parse(signature);
        var key = trusted.Find(read.Key) ?? throw new ModelPackageException(FileName, $"is of a key that the trust list does not have ({TrustedKey.Shortened(read.Key)}): sign the package with a key of it (./triage keys sign DIR), or have that key added");
        using var verifying = ECDsa.Create();
        verifying.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        return verifying.VerifyData(Message(manifest), read.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ? key
            : throw new ModelPackageException(FileName, $"does not fit {ModelManifest.FileName}: one of the two was changed, or is another package's. If you changed it yourself, sign it again with ./triage keys sign DIR");
    }

    private static PackageSignature Parse(ReadOnlySpan<byte> bytes)
    {
        PackageSignature? read = null;
        try
        {
            read = bytes.Length <= BytesMax ? JsonSerializer.Deserialize<PackageSignature>(bytes, Json) : null;
        }
        catch (JsonException)
        {
            // Said below.
        }

        // One signature has one form: nothing in the file may be changed unseen.
        return read is { Format: FormatOfThis, Algorithm: AlgorithmOfThis } && bytes.SequenceEqual(read.ToBytes())
            ? read
            : throw new ModelPackageException(FileName, $"is not a signature as ./triage keys sign writes it (format {FormatOfThis}, {AlgorithmOfThis})");
    }
}
