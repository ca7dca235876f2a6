using Microsoft.Extensions.Hosting;

namespace Triage.Grains.Scoring;

/// <summary>Profiles are folded before the first call comes.</summary>
internal sealed class ScoringWarmUp(Scoring scoring) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => scoring.WarmUpAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
