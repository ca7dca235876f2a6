using Microsoft.Extensions.Options;
using Triage.Models.History;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Health;

/// <summary>
/// Has the store commit once a second, also when nobody calls. One probe at a time: one that hangs is waited for, and
/// meanwhile the store is silent, which is what makes the service not ready.
/// </summary>
internal sealed partial class StoreWatch(IStoreProbe probe, IOptions<HealthOptions> options, EdgeMetrics metrics, TimeProvider time, ILogger<StoreWatch> logger) : BackgroundService
{
    private long _lastCommit = time.GetTimestamp();
    private bool _isSilent;

    public bool StoreCommits => time.GetElapsedTime(Volatile.Read(ref _lastCommit)) < options.Value.StoreSilentMax;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, time);
        try
        {
            do
            {
                await ProbeAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ProbeAsync(CancellationToken stoppingToken)
    {
        try
        {
            await probe.ProbeAsync(stoppingToken);
            Volatile.Write(ref _lastCommit, time.GetTimestamp());
            metrics.OnStoreProbed(committed: true);
            if (_isSilent)
            {
                _isSilent = false;
                LogStoreCommitted();
            }
        }
        catch (StoreUnavailableException failure) when (!stoppingToken.IsCancellationRequested)
        {
            metrics.OnStoreProbed(committed: false);
            if (!_isSilent)
            {
                _isSilent = true;
                LogStoreFailed((failure.InnerException ?? failure).GetType().Name);
            }
        }
    }
}
