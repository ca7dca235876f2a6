using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.Client;

namespace Triage.Contracts.Tests;

/// <summary>A gRPC server on a port of its own, with the client that is tested.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public ScriptedIntake Intake => _app.Services.GetRequiredService<ScriptedIntake>();

    public ScriptedFeed Feed => _app.Services.GetRequiredService<ScriptedFeed>();

    public ScriptedWaiting Waiting => _app.Services.GetRequiredService<ScriptedWaiting>();

    public WaitlessTime Time { get; } = new();

    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<ScriptedIntake>().AddSingleton<ScriptedFeed>().AddSingleton<ScriptedWaiting>().AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<ScriptedIntake>();
        app.MapGrpcService<ScriptedFeed>();
        app.MapGrpcService<ScriptedWaiting>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ScriptedServer(app);
    }

    public TriageClient Connect(TimeSpan? deadline = null, int attemptsMax = 4) => TriageClient.Connect(new TriageClientOptions
    {
        Address = Address,
        Token = "token-of-the-test",
        Deadline = deadline ?? TimeSpan.FromSeconds(30),
        AttemptsMax = attemptsMax,
        Time = Time,
    });

    /// <summary>With real time: a stream that is silent for a moment is not broken.</summary>
    public TriageClient ConnectInTime(TimeSpan? silenceMax = null, Func<string>? tokens = null) => TriageClient.Connect(new TriageClientOptions
    {
        Address = Address,
        Token = tokens is null ? "token-of-the-test" : null,
        TokenSource = tokens is null ? null : _ => Task.FromResult(tokens()),
        SilenceMax = silenceMax ?? TimeSpan.FromSeconds(30),
    });

    private Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()); // Kestrel has the feature

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
