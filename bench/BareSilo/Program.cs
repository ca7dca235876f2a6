using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Orleans.Configuration;
using Triage.BareSilo;

// --Store sqlite DIRECTORY | --Store "Host=…": the row goes where the service's rows would go.
// As the service does: no watcher over the working directory.
var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
// Standard output carries the ready line alone.
builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
});
builder.UseOrleans(silo =>
{
    silo.UseLocalhostClustering(LoopbackPort.Free(), gatewayPort: 0, primarySiloEndpoint: null, "bare", "bare");
    silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = 20_000);
    silo.Configure<GrainCollectionOptions>(collection => (collection.CollectionAge, collection.CollectionQuantum) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)));
});
builder.Services.AddGrpc();
builder.Services.AddSingleton<Counters>();
builder.Services.AddSingleton(provider => EventStores.Open(builder.Configuration["Store"], provider.GetRequiredService<Counters>()));
builder.Services.AddHostedService<ReadyLine>();

await using var app = builder.Build();
_ = app.Services.GetRequiredService<IEventStore>();
app.MapGrpcService<BareService>();
app.MapGet("/metrics", (Counters counters) => counters.Page());
await app.RunAsync();
