using Triage.Silo.Access;
using Triage.Silo.Cluster;
using Triage.Silo.Data;
using Triage.Silo.Drift;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Feed;
using Triage.Silo.Health;
using Triage.Silo.Intake;
using Triage.Silo.Lifecycle;
using Triage.Silo.Limits;
using Triage.Silo.MasterData;
using Triage.Silo.Registry;
using Triage.Silo.Replay;
using Triage.Silo.Telemetry;
using Triage.Silo.Waiting;
using Triage.Silo.Wiring;

try
{
    // No file is read again later: a watcher would be told of every write under the working directory, the store among it.
    var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
    builder.AddLogs();
    builder.AddTelemetry();
    builder.AddCluster();
    builder.Services.AddData().AddErrors().AddAccess().AddEdge().AddHealth().AddLimits().AddReadyAnnouncement();
    builder.Services.AddIntake().AddMasterDataEdge().AddRegistryEdge().AddReplayEdge().AddDriftEdge().AddLifecycle().AddFeed().AddWaiting();

    using var directory = DataDirectory.Hold(builder.Configuration["Data:Directory"] ?? new DataOptions().Directory);
    await builder.Services.AddTriageAsync(builder.Configuration);
    await using var app = builder.Build();
    app.ValidateSettings().MapEdge();
    await app.RunAsync();
    return 0;
}
catch (Exception exception)
{
    return StartFailure.Report(exception, Console.Error);
}
