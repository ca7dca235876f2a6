using System.Security.Cryptography;
using Triage.Models.Scoring.Packages.Signing;

namespace Triage.TestKit;

/// <summary>A key of this run's tests, and the lists that trust it.</summary>
public static class TestKeys
{
    public static PackageSigner Signer { get; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static TrustedKey Key { get; } = KeyOf(Signer, "tests", "tess");

    public static TrustList Trusted { get; } = TrustList.Empty with { Keys = [Key] };

    /// <summary>Where a service that trusts this run's packages finds its trust list.</summary>
    public static string TrustedKeysFile { get; } = Written();

    public static TrustedKey KeyOf(PackageSigner signer, string name, string owner) => new()
    {
        Id = signer.KeyId,
        Name = name,
        Owner = owner,
        PublicKey = signer.PublicKey,
        Created = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
        State = KeyState.Active,
    };

    // Many tests of one run read it, so it goes with the run and not with one of them.
    private static string Written()
    {
        var folder = new TemporaryDirectory();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var path = Path.Combine(folder.Path, TrustList.FileName);
        File.WriteAllBytes(path, Trusted.ToBytes());
        return path;
    }
}
