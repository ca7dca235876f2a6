using System.Security.Cryptography;

namespace Triage.Models.Scoring.Packages.Signing;

/// <summary>Signs manifests with one private key, which it takes over.</summary>
public sealed class PackageSigner(ECDsa key) : IDisposable
{
    public byte[] PublicKey { get; } = key.ExportSubjectPublicKeyInfo();

    public string KeyId => TrustedKey.IdOf(PublicKey);

    public PackageSignature Sign(ReadOnlySpan<byte> manifest) => new(
        PackageSignature.FormatOfThis,
        PackageSignature.AlgorithmOfThis,
        KeyId,
        key.SignData(PackageSignature.Message(manifest), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public void Dispose() => key.Dispose();
}
