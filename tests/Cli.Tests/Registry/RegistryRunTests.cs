using System.IO.Compression;
using Triage.Cli.Output;
using Triage.Cli.Registry;
using Triage.Client;
using Triage.Models.Scoring.Packages;
using Triage.Protos.V1;
using Triage.TestKit;

namespace Triage.Cli.Tests.Registry;

/// <summary>What a data scientist, an approver and an auditor do, against the real service.</summary>
public sealed class RegistryRunTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    // InitializeAsync sets it before the test.
    private ServiceProcess _service = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await ServiceProcess.StartAsync(_directory.Path, ["--Scoring:TrustedKeysFile", TestKeys.TrustedKeysFile], Token);

    public ValueTask DisposeAsync()
    {
        _service.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Register_directory_or_zip_then_promote_and_ask_what_is_in_force()
    {
        var first = await RegisterAsync("v1");
        Assert.Equal(("DONE", "v1", "bringer"), (first.Outcome, first.Action?.Version, first.Action?.Actor));
        var package = SampleModels.Package("v2", manifest => manifest);
        var zip = Path.Combine(_directory.Path, "v2.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in package)
            {
                await using var entry = await archive.CreateEntry(name).OpenAsync(Token);
                await entry.WriteAsync(bytes, Token);
            }
        }

        Assert.Equal(("DONE", "v2"), ((await SendAsync(zip)).Outcome, (await SendAsync(zip)).Action?.Version));
        Assert.Equal("UNCHANGED", (await SendAsync(zip)).Outcome);

        using var approver = Connect("model-approver", "approver");
        var promoted = await PromoteAsync(approver, "v1");
        Assert.Equal(("DONE", "v1", 0), (promoted.Outcome, promoted.InForce, promoted.ToExitCode()));
        var refused = await PromoteAsync(approver, "v2");
        Assert.Equal(("REFUSED", "SHADOW", ExitCode.Failed), (refused.Outcome, refused.Refusals.Single().Type, refused.ToExitCode()));

        using var auditor = Connect("auditor", "auditor");
        var report = InForceReport.Of(await auditor.Registry.GetInForceAsync(new(), cancellationToken: Token), null, null);
        Assert.Equal(["models v1", "policy default", "gate version"], report.Rows.Select(row => $"{row.What} {row.Name.Split(' ')[0]}"));
        Assert.Equal("approver, promoted", report.Rows[0].By);
        Assert.NotEqual("", report.Rows[1].Since);
        Assert.Matches("^[0-9a-f]{64}$", report.Rows[1].Sha256);
    }

    [Fact]
    public async Task Refusal_says_each_reason_and_how_to_say_who_one_is()
    {
        await RegisterAsync("v1");
        using var same = Connect("model-approver", "bringer");
        using var lines = new StringWriter { NewLine = "\n" };
        new RegistryTables(new Screen(lines, terminal: false)).Show(await PromoteAsync(same, "v1"));
        Assert.Contains("  FOUR_EYES v1: Who registered a version does not promote it", lines.ToString(), StringComparison.Ordinal);
        Assert.Contains("--as NAME", lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_damaged_package_is_refused_before_anything_is_sent()
    {
        var files = SampleModels.Package("v1", manifest => manifest);
        files["coding.model"][7] ^= 1;
        var directory = Path.Combine(_directory.Path, "damaged");
        SampleModels.Write(directory, files);
        Assert.Contains("nothing was sent: coding.model", Assert.Throws<CliException>(() => RegisterCommand.Read(directory)).Message, StringComparison.Ordinal);
        Assert.Contains("Check the path", Assert.Throws<CliException>(() => RegisterCommand.Read(directory + "-absent")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_gives_the_package_that_was_registered_into_an_empty_directory_only()
    {
        var files = SampleModels.Package("v1", manifest => manifest);
        var from = Path.Combine(_directory.Path, "from");
        SampleModels.Write(from, files);
        await SendAsync(from);
        using var auditor = Connect("auditor", "auditor");
        var into = Path.Combine(_directory.Path, "into");
        Assert.Equal(files.Count, await DownloadCommand.FetchAsync(auditor, "v1", into, Token));
        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(into, file.Key))));
        Assert.Contains("is not empty", (await Assert.ThrowsAsync<CliException>(() => DownloadCommand.FetchAsync(auditor, "v1", into, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_say_what_they_did_end_to_end()
    {
        var from = Path.Combine(_directory.Path, "from");
        SampleModels.Write(from, SampleModels.Package("v1", manifest => manifest with { Segments = [new ModelSegment("coding", ModelSegment.ByFacility, "north", 300, "top1", 0.9)] }));
        Assert.Equal(0, await RunAsync("register", from, "--as", "tess"));
        Assert.Equal(ExitCode.Failed, await RunAsync("promote", "v1", "--reason", "good", "--as", "tess"));
        Assert.Equal(0, await RunAsync("promote", "v1", "--reason", "good", "--as", "mira", "--dry-run"));
        Assert.Equal(0, await RunAsync("promote", "v1", "--reason", "good", "--as", "mira"));
        Assert.Equal(ExitCode.Failed, await RunAsync("rollback", "--reason", "bad", "--as", "mira"));
        Assert.Equal(ExitCode.Failed, await RunAsync("retire", "v1", "--reason", "old", "--as", "mira"));
        Assert.Equal(ExitCode.Failed, await RunAsync("shadow", "v1", "--as", "tess"));
        Assert.Equal(0, await RunAsync("list"));
        Assert.Equal(0, await RunAsync("show", "v1"));
        Assert.Equal(0, await RunAsync("log"));
        Assert.Equal(0, await RunAsync("at", "2026-03-10 14:30"));
        Assert.Equal(ExitCode.Failed, await RunAsync("show", "v9"));
        using var client = Connect("auditor", "auditor");
        var actions = (await client.Registry.ListRegistryActionsAsync(new(), cancellationToken: Token)).Actions;
        Assert.Equal([("mira", RegistryActionKind.Promoted), ("tess", RegistryActionKind.Registered)], actions.Select(action => (action.Actor, action.Kind)));

        Task<int> RunAsync(params string[] arguments) => new CommandLine(TimeProvider.System).InvokeAsync(["registry", .. arguments, "--data", _directory.Path]);
    }

    private async Task<ActionReport> RegisterAsync(string version)
    {
        var directory = Path.Combine(_directory.Path, version);
        SampleModels.Write(directory, SampleModels.Package(version, manifest => manifest));
        return await SendAsync(directory);
    }

    private async Task<ActionReport> SendAsync(string path)
    {
        using var client = Connect("data-scientist", "bringer");
        return ActionReport.Of(await new PackageUpload(RegisterCommand.Read(path), "march").SendAsync(client, new Screen(TextWriter.Null, terminal: false), TimeProvider.System, Token));
    }

    private static async Task<ActionReport> PromoteAsync(TriageClient client, string version) => await ActCommands.ActAsync(
        client,
        (to, cancellationToken) => to.Registry.PromoteModelAsync(new() { Version = version, Reason = "because", IdempotencyKey = version }, cancellationToken: cancellationToken),
        Token);

    private TriageClient Connect(string role, string subject) =>
        TriageClient.Connect(new() { Address = _service.Grpc, Token = _service.Token([role], facilities: ["*"], subject: subject) });
}
