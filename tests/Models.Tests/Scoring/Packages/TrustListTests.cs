using System.Security.Cryptography;
using System.Text;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

public sealed class TrustListTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string FilePath => Path.Combine(_directory.Path, TrustList.FileName);

    [Fact]
    public void Parse_gives_what_was_written()
    {
        var revoked = TestKeys.Key with { State = KeyState.Revoked, Revoked = DateTimeOffset.UnixEpoch, Reason = "lost" };
        var again = TrustList.Parse(new TrustList { Keys = [revoked] }.ToBytes());
        Assert.Equal(new TrustList { Keys = [revoked] }.ToBytes(), again.ToBytes());
        Assert.Equal(("lost", KeyState.Revoked), (again.Keys[0].Reason, again.Keys[0].State));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(revoked.PublicKey)), again.Keys[0].Id);
    }

    [Theory]
    [InlineData("\"state\": \"active\"", "\"state\": \"trusted\"")]
    [InlineData("\"state\": \"active\"", "\"state\": \"revoked\"")]
    [InlineData("\"state\": \"active\"", "\"state\": 0")]
    [InlineData("\"state\": \"active\"", "\"state\": \"active\", \"revoked\": \"2026-01-01T00:00:00Z\"")]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"owner\"", "\"possessor\"")]
    [InlineData("\"public_key\": \"MFkw", "\"public_key\": \"MFkx")]
    [InlineData("\"keys\": [", "\"keys\": null, \"old\": [")]
    public void Parse_list_that_says_what_cannot_be_is_refused(string was, string becomes)
    {
        var text = Encoding.UTF8.GetString(TestKeys.Trusted.ToBytes());
        Assert.Contains(was, text, StringComparison.Ordinal);
        Assert.Equal(TrustList.FileName, Assert.Throws<ModelPackageException>(() => TrustList.Parse(Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal)))).File);
    }

    [Fact]
    public void Parse_key_twice_or_of_another_curve_is_refused()
    {
        Assert.Contains("twice", Assert.Throws<ModelPackageException>(() => TrustList.Parse(new TrustList { Keys = [TestKeys.Key, TestKeys.Key] }.ToBytes())).Message, StringComparison.Ordinal);
        using var other = new PackageSigner(ECDsa.Create(ECCurve.NamedCurves.nistP384));
        Assert.Contains("P-256", Assert.Throws<ModelPackageException>(() => TrustList.Parse(new TrustList { Keys = [TestKeys.KeyOf(other, "p", "tess")] }.ToBytes())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Load_without_a_file_says_which_option_names_it(string? path) =>
        Assert.Equal("Scoring:TrustedKeysFile", Assert.Throws<ModelPackageException>(() => TrustList.Load(path)).File);

    [Fact]
    public void Load_file_that_is_missing_says_what_makes_one() =>
        Assert.Contains("./triage keys create", Assert.Throws<ModelPackageException>(() => TrustList.Load(FilePath)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_reads_again_what_was_revoked_a_moment_ago()
    {
        var package = new MemoryPackage(SampleModels.Package());
        File.WriteAllBytes(FilePath, TestKeys.Trusted.ToBytes());
        PackageContents.Verify(package, TrustList.Load(FilePath));
        File.WriteAllBytes(FilePath, new TrustList { Keys = [TestKeys.Key with { State = KeyState.Revoked, Revoked = DateTimeOffset.UnixEpoch }] }.ToBytes());
        Assert.Throws<ModelPackageException>(() => PackageContents.Verify(package, TrustList.Load(FilePath)));
    }

    public void Dispose() => _directory.Dispose();
}
