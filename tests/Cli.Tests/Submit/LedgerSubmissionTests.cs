using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.Cli.Submit;
using Triage.Client;
using Triage.TestKit;
using Triage.Training.Ledgers;

namespace Triage.Cli.Tests.Submit;

/// <summary>A whole ledger through real streams that break and put off.</summary>
public sealed class LedgerSubmissionTests : IAsyncLifetime
{
    private const int Invoices = 3_000;

    // An invoice that gets lost shows as a run that never ends.
    private static readonly TimeSpan HangAfter = TimeSpan.FromMinutes(1);
    private readonly TemporaryDirectory _directory = new();
    private readonly FlakyIntake _intake = new();
    private readonly SubmitTally _tally = new(TimeProvider.System);
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(_intake).AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<FlakyIntake>();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync(); // InitializeAsync set it
        _directory.Dispose();
    }

    [Fact]
    public async Task Run_every_invoice_is_answered_once_though_streams_break_and_the_service_puts_off()
    {
        (_intake.BreakEvery, _intake.DeferEvery) = (701, 53);
        await RunAsync();
        var report = _tally.Report();
        Assert.Equal((Invoices, 0, Invoices), (report.Invoices, report.Refused.Count, _intake.Accepted.Count));
        Assert.True(_intake.Accepted.Values.Sum() >= Invoices);
    }

    [Fact]
    public async Task Run_window_of_one_finishes_too()
    {
        (_intake.BreakEvery, _intake.DeferEvery) = (997, 101);
        await RunAsync(window: 1);
        Assert.Equal(Invoices, _tally.Report().Invoices);
    }

    [Fact]
    public async Task Run_invoice_that_is_put_off_for_ever_is_refused_and_the_run_ends()
    {
        _intake.DeferEvery = 1;
        await RunAsync(count: 20);
        Assert.Equal(20, _tally.Report().Refused["RESOURCE_EXHAUSTED"]);
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated)]
    [InlineData(StatusCode.PermissionDenied)]
    public async Task Run_refused_credentials_end_it_at_once(StatusCode status)
    {
        (_intake.BreakEvery, _intake.BreakWith) = (1, status);
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => RunAsync())).StatusCode);
    }

    [Fact]
    public async Task Run_damaged_file_ends_it_with_the_reader_s_own_words()
    {
        var path = await WriteAsync(Invoices, "ledger.jsonl.gz");
        await Assert.ThrowsAsync<LedgerException>(() => RunAsync(path));
    }

    private async Task RunAsync(string? path = null, int window = 64, int count = Invoices)
    {
        path ??= await WriteAsync(count, "ledger.jsonl");
        var address = _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // Kestrel has it
        using var client = TriageClient.Connect(new TriageClientOptions { Address = new Uri(address), Token = "t" });
        var cancellation = TestContext.Current.CancellationToken;
        await new LedgerSubmission(client, _tally, record: null, TimeProvider.System).RunAsync(path, mapping: null, window, new LedgerProgress(), cancellation).WaitAsync(HangAfter, cancellation);
    }

    private async Task<string> WriteAsync(int count, string name)
    {
        var path = Path.Combine(_directory.Path, name);
        await File.WriteAllLinesAsync(path, Enumerable.Range(1, count).Select(i => $"{{\"sourceSystem\":\"s\",\"sourceInvoiceId\":\"{i}\"}}"), TestContext.Current.CancellationToken);
        return path;
    }
}
