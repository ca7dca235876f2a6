using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Prometheus;
using Triage.Grains.Invoices;
using Triage.Models.Policy;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Hosting;
using Triage.Silo.Intake;
using Triage.Storage.Sqlite;

const int BadConfiguration = 2;
const int DataInUse = 3;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var configuration = builder.Configuration;
var directory = Path.GetFullPath(configuration["Data:Directory"] ?? ".triage");
using var data = DataDirectory.TryOpen(directory);
if (data is null)
{
    await Console.Error.WriteLineAsync($"The data directory {directory} is in use by another service. Stop it, or name another with --data.");
    return DataInUse;
}

TriagePolicy policy;
try
{
    policy = configuration["Policy:File"] is { Length: > 0 } file ? PolicyParser.Parse(await File.ReadAllTextAsync(file)) : DefaultPolicy.Load();
}
catch (Exception failure) when (failure is PolicyException or IOException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return BadConfiguration;
}

var edge = configuration.GetSection("Edge").Get<EdgeOptions>() ?? new EdgeOptions();
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, edge.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
    kestrel.Listen(IPAddress.Loopback, edge.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
});
MetricsExport.Configure();
builder.Services.AddOptions<EdgeOptions>().BindConfiguration("Edge").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSqliteStore(directory, configuration["Data:Tenant"] ?? "local");
builder.Services.AddInvoiceGrains(policy, TimeZoneInfo.FindSystemTimeZoneById(configuration["Data:TimeZone"] ?? "UTC"));
builder.Services.AddAccess(configuration, directory);
builder.Services.AddSingleton<ErrorInterceptor>();
builder.Services.AddSingleton<StreamSubmitter>();
builder.Services.AddGrpc(grpc =>
{
    grpc.MaxReceiveMessageSize = edge.MessageBytesMax;
    grpc.Interceptors.Add<ErrorInterceptor>();
    grpc.Interceptors.Add<AccessInterceptor>();
}).AddJsonTranscoding(json => json.TypeRegistry = Google.Protobuf.Reflection.TypeRegistry.FromFiles(
    Google.Rpc.ErrorDetailsReflection.Descriptor, Triage.Protos.V1.IntakeReflection.Descriptor));
builder.Services.AddGrpcReflection();
builder.Services.AddGrpcHealthChecks().AddCheck("ready", () => Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy());
builder.Host.AddSilo();

var app = builder.Build();
app.MapGrpcService<IntakeService>();
app.MapGrpcHealthChecksService();
if (app.Environment.IsDevelopment())
{
    app.MapGrpcReflectionService();
}

app.MapMetrics();
app.MapHealthChecks("/health/live");
app.MapHealthChecks("/health/ready");
await app.Services.GetRequiredService<IPolicyArchive>().KeepAsync(policy.Sha256, policy.Text);
await app.StartAsync();
var addresses = app.Urls.ToArray();
data.Announce(addresses[0], addresses[1]);
await app.WaitForShutdownAsync();
return 0;
