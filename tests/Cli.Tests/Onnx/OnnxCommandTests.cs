using Triage.TestKit;

namespace Triage.Cli.Tests.Onnx;

public sealed class OnnxCommandTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Package => Path.Combine(_folder.Path, "package");

    private string Out => Path.Combine(_folder.Path, "out");

    [Fact]
    public async Task Export_writes_each_model_with_what_it_reads_and_gives_and_never_over_another()
    {
        SampleModels.Write(Package, SampleModels.Package());
        Assert.Equal(ExitCode.Ok, await RunAsync("export", Package, "--out", Out));
        Assert.Equal(["coding.json", "coding.onnx", "duplicate.json", "duplicate.onnx"], Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("\"output_kind\": \"log_odds\"", await File.ReadAllTextAsync(Path.Combine(Out, "coding.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await RunAsync("export", Package, "--out", Out));
    }

    [Fact]
    public async Task Export_package_that_nobody_trusts_is_refused()
    {
        SampleModels.Write(Package, SampleModels.Package());
        Assert.Equal(ExitCode.Failed, await new CommandLine(TimeProvider.System).InvokeAsync(["onnx", "export", Package, "--out", Out, "--keys", _folder.Path]));
        Assert.False(Directory.Exists(Out));
    }

    [Theory]
    [InlineData("duplicate")]
    [InlineData("duplicate=")]
    [InlineData("priority=p.onnx")]
    [InlineData("duplicate=a.onnx", "--model", "duplicate=b.onnx")]
    [InlineData("duplicate=a.onnx", "--judge-from", "soon")]
    public async Task Pack_of_what_is_no_model_is_wrong_usage(params string[] model) =>
        Assert.Equal(ExitCode.Usage, await RunAsync(["pack", "--from", Package, "--ledger", "l.jsonl", "--out", Out, "--model", .. model]));

    [Fact]
    public async Task Pack_file_that_is_no_ONNX_fails_before_the_ledger_is_read()
    {
        SampleModels.Write(Package, SampleModels.Package());
        var file = Path.Combine(_folder.Path, "no.onnx");
        await File.WriteAllTextAsync(file, "no model", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Failed, await RunAsync("pack", "--from", Package, "--ledger", "absent.jsonl", "--out", Out, "--model", $"duplicate={file}"));
        Assert.False(Directory.Exists(Out));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<int> RunAsync(params string[] arguments) => new CommandLine(TimeProvider.System).InvokeAsync(["onnx", .. arguments, "--keys", Path.GetDirectoryName(TestKeys.TrustedKeysFile)!]); // a file's path
}
