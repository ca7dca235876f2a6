using System.Security.Cryptography;

namespace Triage.Models.Scoring.Packages.Signing;

/// <summary>A key whose signatures were trusted once; its state says whether they still are.</summary>
public sealed record TrustedKey
{
    private const int ShortIdDigits = 16;

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo), in hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; the key that follows it has the same.</summary>
    public required string Name { get; init; }

    /// <summary>Who signs with it.</summary>
    public required string Owner { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required KeyState State { get; init; }

    /// <summary>Since when it signs no more; <c>null</c>: it is active, or was revoked before.</summary>
    public DateTimeOffset? Rotated { get; init; }

    /// <summary>Since when it verifies nothing; <c>null</c>: it was not revoked.</summary>
    public DateTimeOffset? Revoked { get; init; }

    /// <summary>Why it was revoked.</summary>
    public string? Reason { get; init; }

    public static string IdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <summary>Enough for people to tell keys apart.</summary>
    public string ShortId() => Shortened(Id);

    internal static string Shortened(string id) => id.Length > ShortIdDigits ? id[..ShortIdDigits] : id;
}
