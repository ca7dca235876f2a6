using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Triage.Cli.Verify;
using Triage.Verify;

namespace Triage.Cli.Tests;

public sealed class ExitCodeTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("triage-cli-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("unknown-verb")]
    [InlineData("token", "--subject", "me")]
    [InlineData("token", "--subject", "me", "--role", "king")]
    [InlineData("token", "--subject", "me", "--role", "host", "--ttl", "soon")]
    [InlineData("generate", "--invoices", "0", "--out", "x")]
    [InlineData("submit")]
    [InlineData("submit", "ledger.jsonl", "--address", "10.0.0.5:7500")]
    [InlineData("submit", "ledger.jsonl", "--address", "http://10.0.0.5:7500", "--token", "x")]
    [InlineData("submit", "ledger.jsonl", "--address", "ftp://10.0.0.5")]
    [InlineData("verify")]
    [InlineData("watch", "--type", "nonsense")]
    [InlineData("watch", "--address", "http://10.0.0.5:7500", "--token", "x")]
    public async Task InvokeAsync_wrong_usage_is_2(params string[] args) => Assert.Equal(2, await RunAsync(args));

    [Fact]
    public async Task InvokeAsync_token_is_0() => Assert.Equal(0, await RunAsync("token", "--subject", "me", "--role", "host", "--data", _data));

    [Fact]
    public async Task InvokeAsync_directory_that_others_may_read_leaves_new_files_to_their_owner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        File.SetUnixFileMode(_data, (UnixFileMode)0b111_101_101);
        var ledger = Path.Combine(_data, "ledger.jsonl");
        Assert.Equal(0, await RunAsync("generate", "--invoices", "10", "--out", ledger));
        Assert.All(Directory.GetFiles(_data), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.True(File.Exists(ledger));
    }

    [Fact]
    public async Task InvokeAsync_submit_without_a_service_is_3() => Assert.Equal(3, await RunAsync("submit", "ledger.jsonl", "--data", _data));

    [Fact]
    public async Task InvokeAsync_watch_without_a_service_is_3() => Assert.Equal(3, await RunAsync("watch", "--data", _data));

    [Fact]
    public async Task InvokeAsync_verify_without_a_store_is_1() => Assert.Equal(1, await RunAsync("verify", "--store", Path.Combine(_data, "none")));

    [Theory]
    [InlineData(StatusCode.Unavailable, 3)]
    [InlineData(StatusCode.Unauthenticated, 1)]
    [InlineData(StatusCode.Internal, 1)]
    [InlineData(StatusCode.Cancelled, 130)]
    public void Explain_status_gives_its_exit_code(StatusCode status, int exitCode) =>
        Assert.Equal(exitCode, Failures.Explain(new RpcException(new Status(status, "detail"))).ExitCode);

    [Fact]
    public void Explain_refusal_without_a_text_names_its_status() =>
        Assert.Equal("The service answered INTERNAL.", Failures.Explain(new RpcException(new Status(StatusCode.Internal, ""))).Message);

    [Fact]
    public void Explain_interruption_is_130_and_says_that_nothing_is_lost() => Assert.Equal(
        (130, "Stopped before the end. Run the same command again: what was accepted is not lost or repeated."),
        Failures.Explain(new OperationCanceledException()));

    [Fact]
    public async Task InvokeAsync_serve_on_a_port_that_is_taken_is_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(1, await RunAsync("serve", "--data", _data, "--grpc-port", port, "--http-port", "0"));
        Assert.False(File.Exists(Path.Combine(_data, "service.json")));
    }

    [Fact]
    public void ExitCodeOf_any_violation_is_4() => Assert.Equal(4, InvariantReport.ExitCodeOf([Of(InvariantStatus.Ok), Of(InvariantStatus.Violated)]));

    [Fact]
    public void ExitCodeOf_what_is_not_built_does_not_spoil_ok() => Assert.Equal(0, InvariantReport.ExitCodeOf([Of(InvariantStatus.Ok), Of(InvariantStatus.NotBuilt)]));

    [Fact]
    public void ExitCodeOf_nothing_checked_is_1() => Assert.Equal(1, InvariantReport.ExitCodeOf([Of(InvariantStatus.NotBuilt), Of(InvariantStatus.NotAsked)]));

    private static InvariantResult Of(InvariantStatus status) => new("I1", "title", status, 1, 0, []);

    private static Task<int> RunAsync(params string[] args) => new CommandLine(TimeProvider.System).InvokeAsync(args);
}
