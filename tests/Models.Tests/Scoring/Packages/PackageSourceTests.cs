using System.IO.Compression;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

public sealed class PackageSourceTests : IDisposable
{
    private const int SizesAt = 24; // in an entry of a zip's list: unpacked size, little-endian
    private readonly TemporaryDirectory _directory = new();

    private string Inside => Path.Combine(_directory.Path, "package");

    [Fact]
    public void Directory_with_a_whole_package_is_read()
    {
        SampleModels.Write(Inside, SampleModels.Package(history: Samples.Invoice("1")));
        Assert.Single(Read(new DirectoryPackage(Inside)).History);
    }

    [Fact]
    public void Directory_with_another_in_it_is_refused()
    {
        SampleModels.Write(Inside, SampleModels.Package());
        Directory.CreateDirectory(Path.Combine(Inside, "sub"));
        Assert.Equal("sub is a directory: a package has files alone.", Refused(new DirectoryPackage(Inside)).Message);
    }

    [Theory]
    [InlineData("coding.model")]
    [InlineData("manifest.json")]
    [InlineData("manifest.sig")]
    [InlineData("link")]
    public void Directory_with_a_symbolic_link_is_refused_wherever_it_leads(string name)
    {
        SampleModels.Write(Inside, SampleModels.Package());
        var (path, target) = (Path.Combine(Inside, name), Path.Combine(_directory.Path, "target"));
        if (File.Exists(path))
        {
            File.Move(path, target);
        }

        File.CreateSymbolicLink(path, target);
        Assert.Equal($"{name} is a symbolic link: a package has files alone.", Refused(new DirectoryPackage(Inside)).Message);
    }

    [Fact]
    public void Directory_with_names_that_differ_by_case_is_refused()
    {
        SampleModels.Write(Inside, SampleModels.Package());
        File.WriteAllBytes(Path.Combine(Inside, "Coding.model"), [1]);
        Assert.SkipUnless(File.Exists(Path.Combine(Inside, "coding.model")) && Directory.GetFiles(Inside, "?oding.model").Length == 2, "This file system does not tell case apart.");
        Assert.Contains("by case alone", Refused(new DirectoryPackage(Inside)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_with_a_pipe_is_refused_and_nobody_waits_for_what_comes_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such pipes.");
        SampleModels.Write(Inside, SampleModels.Package());
        File.Delete(Path.Combine(Inside, "coding.model"));
        using var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(Inside, "coding.model"));
        made.WaitForExit();
        Assert.Equal("coding.model", Refused(new DirectoryPackage(Inside)).File);
    }

    [Fact]
    public void Directory_that_is_not_there_says_so() => Assert.Contains("there is no directory", Refused(new DirectoryPackage(Inside)).Message, StringComparison.Ordinal);

    [Fact]
    public void Zip_with_a_whole_package_is_read()
    {
        using var zip = new ZipPackage(Zip(SampleModels.Package(history: Samples.Invoice("1"))));
        Assert.Single(Read(zip).History);
    }

    [Theory]
    [InlineData("../coding.model")]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\coding.model")]
    [InlineData("sub/coding.model")]
    [InlineData("sub/")]
    public void Zip_whose_names_lead_elsewhere_is_refused(string name) =>
        Assert.Contains("is no name of a package's file", RefusedZip(Zip(SampleModels.Package(), (name, [1]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Zip_with_a_file_twice_is_refused() =>
        Assert.Equal("coding.model is there twice.", RefusedZip(Zip(SampleModels.Package(), ("coding.model", [1]))).Message);

    [Fact]
    public void Zip_with_names_that_differ_by_case_is_refused() =>
        Assert.Contains("by case alone", RefusedZip(Zip(SampleModels.Package(), ("Coding.model", [1]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Zip_with_a_symbolic_link_is_refused()
    {
        const int link = 0xA1FF << 16;
        Assert.Contains("is a symbolic link", RefusedZip(Zip(SampleModels.Package(), link, ("link", [1]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_of_more_files_than_a_package_has_is_refused_before_any_is_looked_at() => Assert.Contains(
        "more than", Assert.Throws<ModelPackageException>(() => new ZipPackage(Zip([], [.. Enumerable.Range(0, 40).Select(n => ($"f{n}", new byte[1]))]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Zip_bomb_is_refused_by_what_it_says_of_its_size()
    {
        var zip = Zip(SampleModels.Package(), ("bomb", new byte[1 << 20]));
        BitConverter.TryWriteBytes(zip.AsSpan(ListEntry(zip, "bomb") + SizesAt), 0xF000_0000u);
        Assert.Equal("bomb", RefusedZip(zip).File);
    }

    [Fact]
    public void Zip_bomb_that_lies_of_its_size_takes_no_more_than_it_said()
    {
        var files = SampleModels.Package();
        files["coding.model"] = new byte[64 << 20];
        var zip = Zip(files);
        Assert.True(zip.Length < 1 << 20);
        BitConverter.TryWriteBytes(zip.AsSpan(ListEntry(zip, "coding.model") + SizesAt), SampleModels.Package()["coding.model"].Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("coding.model", RefusedZip(zip).File);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(200)]
    [InlineData(-10)]
    public void Zip_that_ends_early_or_is_none_is_refused(int length)
    {
        var zip = Zip(SampleModels.Package());
        Assert.Throws<ModelPackageException>(() => Read(new ZipPackage(length >= 0 ? zip[..length] : zip[..^-length])));
    }

    [Fact]
    public void Zip_with_a_changed_byte_is_refused_or_the_same_package()
    {
        var zip = Zip(SampleModels.Package());
        for (var at = 0; at < zip.Length; at++)
        {
            byte[] changed = [.. zip];
            changed[at] ^= 0x5A;
            try
            {
                using var read = new ZipPackage(changed);
                // Dates and the like are nobody's business; all that is read is signed.
                Assert.Equal(SampleModels.Version, ModelPackageReader.CheckModels(read, TestKeys.Trusted).Manifest.Version);
            }
            catch (ModelPackageException)
            {
                // As good.
            }
        }
    }

    public void Dispose() => _directory.Dispose();

    private static ModelPackage Read(IPackageSource source) => ModelPackageReader.Read(source, TestKeys.Trusted, broken => throw broken);

    private static ModelPackageException Refused(IPackageSource source) => Assert.Throws<ModelPackageException>(() => Read(source));

    private static ModelPackageException RefusedZip(byte[] zip)
    {
        using var source = new ZipPackage(zip);
        return Refused(source);
    }

    private static byte[] Zip(Dictionary<string, byte[]> files, params (string Name, byte[] Bytes)[] more) => Zip(files, 0, more);

    private static byte[] Zip(Dictionary<string, byte[]> files, int attributes, params (string Name, byte[] Bytes)[] more)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files.Select(file => (file.Key, file.Value)).Concat(more))
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = more.Any(one => one.Name == name) ? attributes : 0;
                using var inside = entry.Open();
                inside.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Where the zip's list at its end speaks of a file.</summary>
    private static int ListEntry(byte[] zip, string name)
    {
        const int nameAt = 46;
        var written = System.Text.Encoding.ASCII.GetBytes(name);
        for (var at = 0; at < zip.Length - nameAt - written.Length; at++)
        {
            if (zip.AsSpan(at).StartsWith("PK\u0001\u0002"u8) && zip.AsSpan(at + nameAt).StartsWith(written))
            {
                return at;
            }
        }

        throw new ArgumentException($"The zip has no {name}.", nameof(name));
    }
}
