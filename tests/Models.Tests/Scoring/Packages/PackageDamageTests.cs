using CsCheck;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

/// <summary>Whatever happens to the bytes of a package, it is refused whole, and the file is named.</summary>
public sealed class PackageDamageTests
{
    private static readonly string[] Names = [.. Package().Keys];

    public static TheoryData<string> Files => [.. Names];

    [Theory, MemberData(nameof(Files))]
    public void Verify_one_changed_byte_anywhere_is_refused(string name) => Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte[1, 255]).Sample((at, change) =>
    {
        var files = Package();
        files[name] = [.. files[name]];
        files[name][at % files[name].Length] ^= change;
        // A signature does not say which of the two was changed.
        Assert.Contains(Refused(files).File, name is "manifest.json" ? ["manifest.json", "manifest.sig"] : new[] { name });
    }, iter: 2_000);

    [Theory, MemberData(nameof(Files))]
    public void Verify_file_that_ends_early_or_goes_on_is_refused(string name)
    {
        var whole = Package()[name];
        foreach (var bytes in new[] { [], whole[..1], whole[..(whole.Length / 2)], whole[..^1], [.. whole, 0] })
        {
            var files = Package();
            files[name] = bytes;
            Assert.Contains(Refused(files).File, name is "manifest.json" ? ["manifest.json", "manifest.sig"] : new[] { name });
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Verify_file_that_is_missing_is_named(string name)
    {
        var files = Package();
        files.Remove(name);
        Assert.Equal((name, true), (Refused(files).File, Refused(files).Message.Contains("is missing", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_files_that_changed_places_are_refused()
    {
        var files = Package();
        (files["coding.model"], files["duplicate.model"]) = (files["duplicate.model"], files["coding.model"]);
        Assert.EndsWith(".model", Refused(files).File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extra.model", "is not listed in the manifest")]
    [InlineData("loader.dll", "is not listed in the manifest")]
    [InlineData("CODING.model", "by case alone")]
    [InlineData("Manifest.json", "by case alone")]
    [InlineData(".hidden", "is no name of a package's file")]
    [InlineData("../coding.model", "is no name of a package's file")]
    [InlineData("sub/coding.model", "is no name of a package's file")]
    [InlineData("sub\\coding.model", "is no name of a package's file")]
    [InlineData("/etc/passwd", "is no name of a package's file")]
    [InlineData("C:model", "is no name of a package's file")]
    [InlineData("cod\u0456ng.model", "is no name of a package's file")]
    [InlineData("a\u001b[2Jb", "is no name of a package's file")]
    [InlineData("", "is no name of a package's file")]
    public void Verify_file_beside_the_listed_ones_is_refused(string name, string why)
    {
        var files = Package();
        files[name] = [1];
        var refused = Refused(files);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Message, char.IsControl);
    }

    [Fact]
    public void Verify_more_files_than_a_package_has_are_refused()
    {
        var files = Package();
        for (var n = 0; n < PackageLimits.FilesMax; n++)
        {
            files[$"file{n}"] = [];
        }

        Assert.Contains($"more than {PackageLimits.FilesMax} files", Refused(files).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PackageLimits.FileBytesMax + 1)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void Check_file_that_says_it_is_too_large_is_refused_before_it_is_read(long bytes) =>
        Assert.Equal("history.gz", Assert.Throws<ModelPackageException>(() => PackageLimits.Check([new("manifest.json", 1), new("history.gz", bytes)])).File);

    [Fact]
    public void Check_files_that_are_too_large_together_are_refused() =>
        Assert.Contains("The package", Assert.Throws<ModelPackageException>(() => PackageLimits.Check([.. Enumerable.Range(0, 3).Select(n => new PackageEntry($"f{n}", PackageLimits.FileBytesMax))])).Message, StringComparison.Ordinal);

    private static Dictionary<string, byte[]> Package() => SampleModels.Package(history: Samples.Invoice("1"));

    private static ModelPackageException Refused(Dictionary<string, byte[]> files) =>
        Assert.Throws<ModelPackageException>(() => ModelPackageReader.Read(new MemoryPackage(files), TestKeys.Trusted, broken => Assert.Fail($"was decoded: {broken.Message}")));
}
