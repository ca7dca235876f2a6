using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Triage.Silo.Health;

/// <summary>Ready between start and drain, while the store commits: no work for who cannot do it.</summary>
internal sealed class ReadyCheck(IHostApplicationLifetime lifetime, StoreWatch store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !lifetime.ApplicationStarted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("It starts or stops.")
            : !store.StoreCommits ? HealthCheckResult.Unhealthy("The store does not commit.")
            : HealthCheckResult.Healthy());
}
