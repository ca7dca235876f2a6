using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Triage.Silo.Access;
using Triage.Silo.Drift;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Feed;
using Triage.Silo.Intake;
using Triage.Silo.Lifecycle;
using Triage.Silo.Limits;
using Triage.Silo.MasterData;
using Triage.Silo.OpenApi;
using Triage.Silo.Registry;
using Triage.Silo.Replay;
using Triage.Silo.Rest;
using Triage.Silo.Telemetry;
using Triage.Silo.Waiting;

namespace Triage.Silo.Wiring;

internal static class MapEdgeExtension
{
    public static WebApplication MapEdge(this WebApplication app)
    {
        // A key that cannot be read stops the start, not the first call.
        _ = app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);

        app.UseEdge();
        app.MapGrpcService<IntakeService>();
        app.MapGrpcService<FeedService>();
        app.MapGrpcService<WaitingService>();
        app.MapGrpcService<LifecycleService>();
        app.MapGrpcService<MasterDataService>();
        app.MapGrpcService<RegistryService>();
        app.MapGrpcService<ReplayService>();
        app.MapGrpcService<DriftService>();
        app.MapGrpcHealthChecksService();
        if (app.Environment.IsDevelopment())
        {
            app.MapGrpcReflectionService();
        }

        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.MapPrometheus();
        app.MapOpenApi();
        return app;
    }

    /// <summary>What every call passes before its service.</summary>
    public static WebApplication UseEdge(this WebApplication app)
    {
        app.UseMiddleware<Admission>();
        app.UseMiddleware<RequestSizes>();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<LimitsGate>();

        // The gate authenticates. Without this line the framework would do it for every request, before any limit.
        app.UseAuthentication();
        app.UseMiddleware<RestRequests>();
        app.Use(UnreadableRequests.AnswerAsync);
        return app;
    }
}
