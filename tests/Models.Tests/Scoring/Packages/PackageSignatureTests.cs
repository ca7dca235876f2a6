using System.Security.Cryptography;
using System.Text;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

public sealed class PackageSignatureTests
{
    [Fact]
    public void Verify_package_without_a_signature_says_how_to_sign_it()
    {
        var files = SampleModels.Package();
        files.Remove(PackageSignature.FileName);
        Assert.Equal("manifest.sig is missing: sign it with ./triage keys sign DIR.", Refused(files).Message);
    }

    [Fact]
    public void Verify_package_of_an_older_format_says_that_it_must_be_trained_again_though_it_is_unsigned_too() =>
        Assert.Contains("Train the models again", Refused(new() { [ModelManifest.FileName] = Encoding.UTF8.GetBytes("""{"format": 1, "version": "20260310-old"}""") }).Message, StringComparison.Ordinal);

    [Fact]
    public void Verify_signature_of_a_key_that_nobody_trusts_is_refused() =>
        Assert.Contains("a key that the trust list does not have", Refused(SampleModels.Package(), TrustList.Empty).Message, StringComparison.Ordinal);

    [Fact]
    public void Verify_what_a_revoked_key_signed_is_refused_with_when_and_why()
    {
        var revoked = TestKeys.Key with { State = KeyState.Revoked, Revoked = new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.Zero), Reason = "the laptop was stolen" };
        var message = Refused(SampleModels.Package(), new() { Keys = [revoked] }).Message;
        Assert.Contains("revoked on 2026-03-20: the laptop was stolen", message, StringComparison.Ordinal);
        Assert.StartsWith(PackageSignature.FileName, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_what_a_rotated_key_signed_holds()
    {
        var rotated = TestKeys.Key with { State = KeyState.Rotated, Rotated = new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.Zero) };
        Assert.Equal(KeyState.Rotated, PackageContents.Verify(new MemoryPackage(SampleModels.Package()), new() { Keys = [rotated] }).SignedBy.State);
    }

    [Fact]
    public void Verify_another_packages_signature_is_refused()
    {
        var (one, other) = (SampleModels.Package("local"), SampleModels.Package("other"));
        one[PackageSignature.FileName] = other[PackageSignature.FileName];
        Assert.Contains("does not fit manifest.json", Refused(one).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_manifest_that_was_edited_and_not_signed_again_is_refused()
    {
        var files = SampleModels.Package();
        files[ModelManifest.FileName] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[ModelManifest.FileName]).Replace("\"tess\"", "\"else\"", StringComparison.Ordinal));
        Assert.Contains("sign it again", Refused(files).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_signature_that_names_a_trusted_key_and_is_of_another_is_refused()
    {
        using var other = new PackageSigner(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var files = SampleModels.Package();
        files[PackageSignature.FileName] = (other.Sign(files[ModelManifest.FileName]) with { Key = TestKeys.Key.Id }).ToBytes();
        Assert.Contains("does not fit", Refused(files).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_signature_of_the_bare_manifest_made_for_another_purpose_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var files = SampleModels.Package();
        var signature = key.SignData(files[ModelManifest.FileName], HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        using var signer = new PackageSigner(key);
        files[PackageSignature.FileName] = (signer.Sign(files[ModelManifest.FileName]) with { Signature = signature }).ToBytes();
        Assert.Contains("does not fit", Refused(files, new() { Keys = [TestKeys.KeyOf(signer, "bare", "tess")] }).Message, StringComparison.Ordinal);
        files[PackageSignature.FileName] = signer.Sign(files[ModelManifest.FileName]).ToBytes();
        Assert.Equal("bare", PackageContents.Verify(new MemoryPackage(files), new() { Keys = [TestKeys.KeyOf(signer, "bare", "tess")] }).SignedBy.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"format": 1, "algorithm": "none", "key": "", "signature": ""}""")]
    [InlineData("""{"format": 1, "algorithm": "ecdsa-p256-sha256", "key": null, "signature": ""}""")]
    public void Verify_signature_that_is_none_is_refused(string text)
    {
        var files = SampleModels.Package();
        files[PackageSignature.FileName] = Encoding.UTF8.GetBytes(text);
        Assert.Equal(PackageSignature.FileName, Refused(files).File);
    }

    [Fact]
    public void Verify_signature_file_has_one_form()
    {
        var files = SampleModels.Package();
        files[PackageSignature.FileName] = [.. files[PackageSignature.FileName], (byte)' '];
        Assert.Contains("as ./triage keys sign writes it", Refused(files).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_opens_nothing_but_manifest_and_signature_before_the_signature_holds()
    {
        var files = SampleModels.Package();
        files[ModelManifest.FileName][^2] ^= 1;
        var source = new WatchedPackage(files);
        Assert.Throws<ModelPackageException>(() => PackageContents.Verify(source, TestKeys.Trusted));
        Assert.Equal([ModelManifest.FileName, PackageSignature.FileName], source.Opened);
    }

    private static ModelPackageException Refused(Dictionary<string, byte[]> files, TrustList? trusted = null) =>
        Assert.Throws<ModelPackageException>(() => PackageContents.Verify(new MemoryPackage(files), trusted ?? TestKeys.Trusted));

    private sealed class WatchedPackage(Dictionary<string, byte[]> files) : IPackageSource
    {
        public List<string> Opened { get; } = [];

        public IReadOnlyList<PackageEntry> Entries() => new MemoryPackage(files).Entries();

        public byte[] Read(PackageEntry entry)
        {
            Opened.Add(entry.Name);
            return files[entry.Name];
        }
    }
}
