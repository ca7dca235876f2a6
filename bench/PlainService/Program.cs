using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Triage.Grains.Invoices;
using Triage.PlainService;
using Triage.PlainService.Intake;
using Triage.Silo.Access;
using Triage.Silo.Data;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Limits;
using Triage.Silo.Telemetry;
using Triage.Silo.Wiring;
using Triage.Storage;

// The service without grains: the same edge, one EF Core transaction behind each call.
// As the service does: no watcher over the working directory.
var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
builder.AddLogs();
builder.AddTelemetry();
builder.Services.AddData().AddErrors().AddAccess().AddEdge().AddLimits().AddReadyAnnouncement();
builder.Services.AddOptions<PlainOptions>().BindConfiguration(PlainOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddMetrics().AddSingleton<InvoiceMetrics>().AddSingleton<StorageMetrics>();
builder.Services.AddSingleton(provider =>
{
    var options = provider.GetRequiredService<IOptions<PlainOptions>>().Value;
    return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.Store)
    {
        MaxPoolSize = options.ConnectionsMax,
        MinPoolSize = options.ConnectionsMax,
        // Statements are planned once a connection; a connection has no state to be reset between calls.
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        Enlist = false,
        // As the service does: on fresh tables without statistics the planner takes scans, and keeps them.
        Options = "-c enable_seqscan=off -c jit=off -c plan_cache_mode=force_generic_plan",
    });
});
builder.Services.AddPooledDbContextFactory<PlainContext>((provider, options) => options
    .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.MaxBatchSize(100))
    .EnableThreadSafetyChecks(false));
var policy = AddTriageExtension.LoadPolicy(builder.Configuration[AddTriageExtension.PolicyFile]);
builder.Services.AddSingleton(provider => new PlainJudge(policy, TimeZoneInfo.Utc, provider.GetRequiredService<TimeProvider>()));
builder.Services.AddSingleton<PlainReplay>().AddSingleton<PlainSubmission>().AddSingleton<PlainIntake>();

await using var app = builder.Build();
app.ValidateSettings();
await using (var context = await app.Services.GetRequiredService<IDbContextFactory<PlainContext>>().CreateDbContextAsync())
{
    await context.Database.ExecuteSqlRawAsync(Resources.Text("schema.sql"));
}

app.UseEdge();
app.MapGrpcService<PlainIntake>();
app.MapPrometheus();
await app.RunAsync();
