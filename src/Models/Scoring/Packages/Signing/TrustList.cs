using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Models.Scoring.Packages.Signing;

/// <summary>Whose signatures are trusted: a document that the operator keeps, not the service.</summary>
public sealed record TrustList
{
    public const string FileName = "trusted-keys.json";
    public const int FormatOfThis = 1;

    private const int BytesMax = 1024 * 1024;
    private const int KeyBits = 256;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<KeyState>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public int Format { get; init; } = FormatOfThis;

    /// <summary>In the order in which they were made.</summary>
    public required ImmutableArray<TrustedKey> Keys { get; init; }

    public static TrustList Empty { get; } = new() { Keys = [] };

    /// <returns><c>null</c>: nobody here knows the key.</returns>
    public TrustedKey? Find(string id) => Keys.FirstOrDefault(key => key.Id == id);

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>As the file says now: what was revoked a moment ago is revoked.</summary>
    /// <param name="path"><c>null</c> or empty: nobody said where it is.</param>
    /// <exception cref="ModelPackageException">There is none, or it cannot be trusted itself.</exception>
    public static TrustList Load(string? path)
    {
        if (path is not { Length: > 0 })
        {
            throw new ModelPackageException("Scoring:TrustedKeysFile", $"is not set: it names the {FileName} that says whose packages are trusted (./triage keys create makes one)");
        }

        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelPackageException(path, "is missing: it says whose packages are trusted (./triage keys create makes one)");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException("Scoring:TrustedKeysFile", "names a trust list that this service cannot read");
        }
    }

    /// <exception cref="ModelPackageException"/>
    public static TrustList Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var list = bytes.Length <= BytesMax ? JsonSerializer.Deserialize<TrustList>(bytes, Json) : null;
            return list is { Format: FormatOfThis, Keys.IsDefault: false } ? Sound(list) : throw new ModelPackageException(FileName, $"is not a trust list of format {FormatOfThis}");
        }
        catch (JsonException notOne)
        {
            throw new ModelPackageException(FileName, $"is not a trust list: {notOne.Message.TrimEnd('.')}");
        }
    }

    private static TrustList Sound(TrustList list)
    {
        foreach (var key in list.Keys)
        {
            if (key.Id != TrustedKey.IdOf(key.PublicKey) || !IsOfCurve(key.PublicKey))
            {
                throw new ModelPackageException(FileName, $"has a key whose id is not the SHA-256 of its public key, or that is not of curve P-256: {TrustedKey.Shortened(key.Id)}");
            }

            if ((key.State == KeyState.Revoked) != (key.Revoked is not null))
            {
                throw new ModelPackageException(FileName, $"says of the key {key.ShortId()} both that it is revoked and that it is not");
            }
        }

        return list.Keys.Select(key => key.Id).Distinct(StringComparer.Ordinal).Count() == list.Keys.Length ? list : throw new ModelPackageException(FileName, "has a key twice");
    }

    private static bool IsOfCurve(byte[] publicKey)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && key.KeySize == KeyBits && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
