using Triage.Cli.Keys;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Cli.Tests.Keys;

public sealed class KeyDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly KeyDirectory _keys;

    public KeyDirectoryTests() => _keys = new(Path.Combine(_folder.Path, "keys"), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] PrivateKeys => Directory.GetFiles(Path.Combine(_folder.Path, "keys"), "*.private.pem");

    [Fact]
    public async Task SignerAsync_makes_the_first_key_once_and_what_it_signs_is_trusted()
    {
        using var first = await _keys.SignerAsync(null, "anna", Token);
        using var second = await _keys.SignerAsync(null, "bert", Token);
        Assert.Equal((true, false, "anna"), (first.IsNew, second.IsNew, second.Key.Owner));
        Assert.Equal("anna", Verified(first.Signer).Owner);
        Assert.Equal("anna", Verified(second.Signer).Owner);
    }

    [Fact]
    public async Task CreateAsync_private_key_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        await _keys.CreateAsync("local", "anna", Token);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(PrivateKeys)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder.Path, "keys")));
    }

    [Fact]
    public async Task CreateAsync_name_of_an_active_key_is_refused()
    {
        await _keys.CreateAsync("local", "anna", Token);
        Assert.Contains("./triage keys rotate local", (await Assert.ThrowsAsync<CliException>(() => _keys.CreateAsync("local", "bert", Token))).Message, StringComparison.Ordinal);
        Assert.Single(PrivateKeys);
    }

    [Fact]
    public async Task RotateAsync_old_key_verifies_and_signs_no_more()
    {
        using var before = await _keys.SignerAsync(null, "anna", Token);
        var (old, made) = await _keys.RotateAsync("local", null, Token);
        Assert.Equal((before.Key.Id, KeyState.Rotated, "local", "anna"), (old.Id, old.State, made.Name, made.Owner));
        Assert.Equal(KeyState.Rotated, Verified(before.Signer).State);
        Assert.Contains(made.ShortId(), Assert.Single(PrivateKeys), StringComparison.Ordinal);
        using var after = await _keys.SignerAsync(null, "anna", Token);
        Assert.Equal(made.Id, after.Key.Id);
        Assert.Contains("is rotated and signs no more", (await Assert.ThrowsAsync<CliException>(() => _keys.SignerAsync(old.Id, "anna", Token))).Message, StringComparison.Ordinal);
        Assert.Contains("is rotated already", (await Assert.ThrowsAsync<CliException>(() => _keys.RotateAsync(old.Id, null, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokeAsync_nothing_that_it_signed_is_trusted()
    {
        using var signing = await _keys.SignerAsync(null, "anna", Token);
        var revoked = await _keys.RevokeAsync(signing.Key.Id[..8], "the laptop was stolen", Token);
        Assert.Equal(KeyState.Revoked, revoked.State);
        Assert.Contains("the laptop was stolen", Assert.Throws<ModelPackageException>(() => Verified(signing.Signer)).Message, StringComparison.Ordinal);
        Assert.Empty(PrivateKeys);
        Assert.Contains("was revoked before", (await Assert.ThrowsAsync<CliException>(() => _keys.RevokeAsync(signing.Key.Id, "again", Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokeAsync_key_that_was_rotated_is_revoked()
    {
        using var signing = await _keys.SignerAsync(null, "anna", Token);
        await _keys.RotateAsync("local", null, Token);
        await _keys.RevokeAsync(signing.Key.Id, "it had been copied", Token);
        Assert.Equal([KeyState.Revoked, KeyState.Active], _keys.Read().Keys.Select(key => key.State));
        Assert.Throws<ModelPackageException>(() => Verified(signing.Signer));
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("0000000")]
    [InlineData("")]
    public async Task RevokeAsync_key_that_nobody_has_says_where_to_look(string which)
    {
        await _keys.CreateAsync("local", "anna", Token);
        Assert.Contains("./triage keys list", (await Assert.ThrowsAsync<CliException>(() => _keys.RevokeAsync(which, "why", Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignerAsync_several_keys_must_be_told_apart()
    {
        await _keys.CreateAsync("a", "anna", Token);
        await _keys.CreateAsync("b", "bert", Token);
        Assert.Contains("--key", (await Assert.ThrowsAsync<CliException>(() => _keys.SignerAsync(null, "anna", Token))).Message, StringComparison.Ordinal);
        using var named = await _keys.SignerAsync("b", "anna", Token);
        Assert.Equal("bert", named.Key.Owner);
    }

    [Fact]
    public async Task TrustAsync_key_of_somebody_else_verifies_here_and_does_not_sign()
    {
        var theirs = new KeyDirectory(Path.Combine(_folder.Path, "theirs"), TimeProvider.System);
        using var signing = await theirs.SignerAsync(null, "bert", Token);
        Assert.Throws<ModelPackageException>(() => Verified(signing.Signer));
        await _keys.TrustAsync(signing.Key.PublicKey, "bert", "bert", Token);
        Assert.Equal("bert", Verified(signing.Signer).Name);
        Assert.Contains("does not hold the private key", (await Assert.ThrowsAsync<CliException>(() => _keys.SignerAsync("bert", "anna", Token))).Message, StringComparison.Ordinal);
        Assert.Contains("is in the list already", (await Assert.ThrowsAsync<CliException>(() => _keys.TrustAsync(signing.Key.PublicKey, "again", "bert", Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_many_at_once_lose_none()
    {
        var names = Enumerable.Range(0, 24).Select(n => $"key{n}").ToArray();
        await Task.WhenAll(names.Select(name => Task.Run(() => new KeyDirectory(Path.Combine(_folder.Path, "keys"), TimeProvider.System).CreateAsync(name, "anna", Token), Token)));
        Assert.Equal(names.Order(StringComparer.Ordinal), _keys.Read().Keys.Select(key => key.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "keys"), "*.tmp"));
    }

    [Fact]
    public async Task SignerAsync_first_use_by_many_at_once_makes_one_key()
    {
        var signing = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => new KeyDirectory(Path.Combine(_folder.Path, "keys"), TimeProvider.System).SignerAsync(null, "anna", Token), Token)));
        Assert.Single(signing.Select(one => one.Key.Id).Distinct());
        Assert.Single(signing, one => one.IsNew);
        Array.ForEach(signing, one => one.Dispose());
    }

    [Fact]
    public async Task SignerAsync_private_key_that_is_another_says_so()
    {
        await _keys.CreateAsync("local", "anna", Token);
        var file = Assert.Single(PrivateKeys);
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(file, other.ExportPkcs8PrivateKeyPem(), Token);
        Assert.Contains("does not hold the private key", (await Assert.ThrowsAsync<CliException>(() => _keys.SignerAsync("local", "anna", Token))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private TrustedKey Verified(PackageSigner signer)
    {
        var files = SampleModels.Package();
        files[PackageSignature.FileName] = signer.Sign(files[ModelManifest.FileName]).ToBytes();
        return PackageContents.Verify(new MemoryPackage(files), _keys.Read()).SignedBy;
    }
}
