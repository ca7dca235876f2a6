using Triage.Cli.Serve;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Cli.Tests.Keys;

public sealed class KeysCommandTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Package => Path.Combine(_folder.Path, "package");

    private string Data => Path.Combine(_folder.Path, "data");

    private TrustList Trusted => TrustList.Load(Path.Combine(Data, "keys", TrustList.FileName));

    [Fact]
    public async Task Sign_package_made_elsewhere_is_trusted_afterwards_and_again_when_it_was_edited()
    {
        var files = SampleModels.Package();
        files.Remove(PackageSignature.FileName);
        SampleModels.Write(Package, files);
        await RunAsync("sign", Package, "--as", "anna");
        Assert.Equal("anna", ModelPackageReader.CheckModels(new DirectoryPackage(Package), Trusted).SignedBy.Owner);

        var manifest = Path.Combine(Package, ModelManifest.FileName);
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Token)).Replace("\"tess\"", "\"bert\"", StringComparison.Ordinal), Token);
        Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(new DirectoryPackage(Package), Trusted));
        await RunAsync("sign", Package);
        Assert.Equal("bert", ModelPackageReader.CheckModels(new DirectoryPackage(Package), Trusted).Manifest.TrainedBy);
        Assert.Equal(files.Keys.Append(PackageSignature.FileName).Order(StringComparer.Ordinal), Directory.GetFiles(Package).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sign_package_that_would_be_refused_is_refused_and_no_key_is_made()
    {
        var files = SampleModels.Package();
        files["coding.model"] = [1];
        SampleModels.Write(Package, files);
        Assert.Contains("coding.model is not the file", await FailAsync("sign", Package), StringComparison.Ordinal);
        Assert.Contains("there is no directory", await FailAsync("sign", Path.Combine(_folder.Path, "absent")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Data, "keys")));
    }

    [Fact]
    public async Task List_as_json_has_every_key_with_its_state()
    {
        await RunAsync("create", "--name", "mine", "--as", "anna");
        await RunAsync("rotate", "mine");
        await RunAsync("revoke", "mine", "--reason", "a test");
        var json = Path.Combine(_folder.Path, "keys.json");
        await RunAsync("list", "--json", json);
        using var read = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(json, Token));
        var keys = read.RootElement.GetProperty("keys").EnumerateArray().Select(key => (key.GetProperty("name").GetString(), key.GetProperty("owner").GetString(), key.GetProperty("state").GetString(), key.GetProperty("private_key_here").GetBoolean()));
        Assert.Equal([("mine", "anna", "rotated", false), ("mine", "anna", "revoked", false)], keys);
    }

    [Fact]
    public async Task Trust_public_key_file_that_create_left_is_taken_and_another_file_is_not()
    {
        await RunAsync("create", "--name", "mine");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Data, "keys"), "*.public.pem"));
        var other = Path.Combine(_folder.Path, "other");
        await RunAsync("trust", file, "--name", "colleague", "--as", "bert", "--keys", other);
        Assert.Equal(("colleague", "bert", Trusted.Keys[0].Id), TrustList.Load(Path.Combine(other, TrustList.FileName)).Keys is [var key] ? (key.Name, key.Owner, key.Id) : default);
        Assert.Contains("holds no public key", await FailAsync("trust", Path.Combine(Data, "keys", TrustList.FileName), "--name", "x", "--as", "y"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_trust_list_that_is_damaged_says_so()
    {
        Directory.CreateDirectory(Path.Combine(Data, "keys"));
        await File.WriteAllTextAsync(Path.Combine(Data, "keys", TrustList.FileName), "{", Token);
        Assert.StartsWith(TrustList.FileName, await FailAsync("list"), StringComparison.Ordinal);
        Assert.StartsWith(TrustList.FileName, await FailAsync("create"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "keys/trusted-keys.json")]
    [InlineData(null, "/etc/list.json", null)]
    [InlineData("mine", "/etc/list.json", "keys/trusted-keys.json")]
    public void TrustedKeys_of_the_environment_stay_unless_the_command_names_others(string? given, string? ofEnvironment, string? passed) =>
        Assert.Equal(passed, ServeCommand.TrustedKeys(given, "keys/trusted-keys.json", ofEnvironment));

    [Fact]
    public void Arguments_name_the_trust_list()
    {
        string[] arguments = [.. new SiloOptions("data", 1, 2, PolicyFile: null) { TrustedKeysFile = "/keys/trusted-keys.json" }.Arguments()];
        Assert.Equal("/keys/trusted-keys.json", arguments[Array.IndexOf(arguments, "--Scoring:TrustedKeysFile") + 1]);
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task RunAsync(params string[] args) => Assert.Equal(0, await InvokeAsync(args));

    private async Task<string> FailAsync(params string[] args) => Failures.Explain(await Assert.ThrowsAnyAsync<Exception>(() => InvokeAsync(args))).Message;

    private Task<int> InvokeAsync(string[] args) =>
        new CommandLine(TimeProvider.System).Root().Parse(["keys", .. args, "--data", Data]).InvokeAsync(new() { EnableDefaultExceptionHandler = false }, Token);
}
