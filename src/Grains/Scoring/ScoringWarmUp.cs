using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Triage.Grains.Scoring;

/// <summary>Models are read and profiles folded before the first call comes; those of tenants who come to the registry later, before their first.</summary>
internal sealed class ScoringWarmUp(Scoring scoring, IOptions<ScoringOptions> options, TimeProvider time) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await scoring.WarmUpAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(options.Value.RegistryEvery, time, stoppingToken);
            await scoring.LookAsync(stoppingToken);
        }
    }
}
