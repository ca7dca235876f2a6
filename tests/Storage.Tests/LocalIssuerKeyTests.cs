using System.Security.Cryptography;
using Triage.TestKit;

namespace Triage.Storage.Tests;

public sealed class LocalIssuerKeyTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task LoadOrCreate_many_at_once_agree_on_one_key_that_only_its_owner_reads()
    {
        // Two first starts met in one of six rounds when the file was looked for and renamed to: many rounds, and a common start.
        for (var round = 0; round < 50; round++)
        {
            var directory = Path.Combine(_data.Path, $"{round}");
            using var start = new Barrier(8);
            var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    using var key = LocalIssuerKey.LoadOrCreate(directory);
                    return LocalIssuerKey.KeyIdOf(key);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            Assert.Equal(16, Assert.Single(ids.Distinct()).Length);
            Assert.Equal([LocalIssuerKey.PathIn(directory)], Directory.GetFiles(Path.Combine(directory, "issuer")));
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(LocalIssuerKey.PathIn(directory)));
        }
    }

    [Fact]
    public void LoadOrCreate_file_without_a_key_is_refused_and_left_as_it_is()
    {
        OwnedFiles.TryCreate(LocalIssuerKey.PathIn(_data.Path), "no key");
        Assert.ThrowsAny<Exception>(() => LocalIssuerKey.LoadOrCreate(_data.Path));
        Assert.Equal("no key", File.ReadAllText(LocalIssuerKey.PathIn(_data.Path)));
    }

    [Fact]
    public void LoadOrCreate_key_of_another_curve_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        OwnedFiles.TryCreate(LocalIssuerKey.PathIn(_data.Path), other.ExportPkcs8PrivateKeyPem());
        Assert.Throws<CryptographicException>(() => LocalIssuerKey.LoadOrCreate(_data.Path));
    }

    [Fact]
    public void TryCreate_folder_that_takes_no_file_says_which()
    {
        File.WriteAllText(Path.Combine(_data.Path, "file"), "");
        Assert.ThrowsAny<IOException>(() => OwnedFiles.TryCreate(Path.Combine(_data.Path, "file", "key"), "text"));
    }
}
