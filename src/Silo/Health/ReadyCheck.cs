using Microsoft.Extensions.Diagnostics.HealthChecks;
using Triage.Grains.Scoring;

namespace Triage.Silo.Health;

/// <summary>Ready between start and drain, while the store commits: no work for who cannot do it.</summary>
internal sealed class ReadyCheck(IHostApplicationLifetime lifetime, StoreWatch store, ModelsInService models) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !lifetime.ApplicationStarted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("It starts or stops.")
            : !store.StoreCommits ? HealthCheckResult.Unhealthy("The store does not commit.")
            // What it cannot score it sends to a person: it works, and somebody should know.
            : models.Problem is { } problem ? HealthCheckResult.Degraded($"A model is not in force: {problem}")
            : HealthCheckResult.Healthy());
}
