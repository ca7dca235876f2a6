using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.Cli.MasterData;
using Triage.Cli.Output;
using Triage.Client;
using Triage.TestKit;

namespace Triage.Cli.Tests.MasterData;

/// <summary>The file is sent again while the service is away, always against the version that was in force at first.</summary>
public sealed class ImportRetryTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FlakyMasterData _service = new();
    private WebApplication? _app;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(_service).AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<FlakyMasterData>();
        await _app.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync(); // InitializeAsync set it
        _directory.Dispose();
    }

    [Fact]
    public async Task Run_service_away_for_a_while_gets_the_whole_file_once_it_is_back()
    {
        _service.FailuresLeft = 3;
        var file = RandomNumberGenerator.GetBytes(1_000_000);
        var report = await RunAsync(file);
        Assert.Equal(("IMPORTED", 8L), (report.Outcome, report.Version));
        var (header, received) = Assert.Single(_service.Received);
        Assert.Equal(7, header.ExpectedVersion);
        Assert.Equal(file, received);
    }

    [Fact]
    public async Task Run_service_away_for_good_ends_as_unreachable()
    {
        _service.FailuresLeft = int.MaxValue;
        var refused = await Assert.ThrowsAsync<RpcException>(() => RunAsync([1]));
        Assert.Equal(ExitCode.Unreachable, Failures.Explain(refused).ExitCode);
    }

    private async Task<ImportReport> RunAsync(byte[] file)
    {
        var path = Path.Combine(_directory.Path, "codes.csv");
        await File.WriteAllBytesAsync(path, file, Token);
        var options = new TriageClientOptions { Address = new Uri(_app!.Urls.First()), Token = "any" }; // InitializeAsync set it
        return await new ImportRun("codes", path).RunAsync(options, new Screen(TextWriter.Null, terminal: false), TimeProvider.System, Token);
    }
}
