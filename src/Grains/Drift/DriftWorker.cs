using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triage.Models.Feed;
using Triage.Models.Registry;
using Triage.Models.Scoring.Drift;

namespace Triage.Grains.Drift;

/// <summary>Measures the version in force of every tenant from time to time, one after the other, and says when a model should be trained again. It never trains.</summary>
internal sealed partial class DriftWorker(
    IDrift drift, IFeedIndex feed, IModelRegistry registry, DriftMetrics metrics, IOptions<DriftOptions> options, TimeProvider time, ILogger<DriftWorker> logger) : BackgroundService
{
    // A start has other work first.
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);

    private Dictionary<string, TenantDrift> _tenants = new(StringComparer.Ordinal);

    private TimeSpan Every => options.Value.MeasureEvery;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Every == TimeSpan.Zero)
        {
            return;
        }

        await Task.Delay(Every < FirstAfter ? Every : FirstAfter, time, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TurnAsync(stoppingToken);
            await Task.Delay(Every, time, stoppingToken);
        }
    }

    /// <summary>Every tenant once.</summary>
    internal async Task TurnAsync(CancellationToken cancellationToken)
    {
        var tenants = new Dictionary<string, TenantDrift>(StringComparer.Ordinal);
        try
        {
            foreach (var tenant in await feed.TenantsAsync(cancellationToken))
            {
                if ((await registry.CurrentAsync(tenant, cancellationToken)).InForce is { } version && await MeasureAsync(tenant, version, cancellationToken) is { } measured)
                {
                    tenants[tenant] = measured;
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LookFailed(failure, Every);
            return;
        }

        _tenants = tenants;
        metrics.OnTurn(tenants.Values);
    }

    /// <returns>What was known before, where it cannot be measured now.</returns>
    private async Task<TenantDrift?> MeasureAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        var before = _tenants.GetValueOrDefault(tenant);
        try
        {
            var measured = await MeasureAsync(tenant, version, before, cancellationToken);
            metrics.OnMeasured("Measured");
            foreach (var advice in measured.Advice.Where(advice => before is null || !before.HasSaid(measured, advice)))
            {
                RetrainingSuggested(version, advice.Model, RetrainingAdvice.Weeks, WhyOf(advice), measured.Complete[0].Monday);
            }

            return measured;
        }
        catch (NoReferenceException)
        {
            metrics.OnMeasured("NoReference");
            if (before is not { Running: null } || before.Version != version)
            {
                ReferenceMissed(version);
            }

            return new(version, null, [], []);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One tenant whose models or rows cannot be had must not keep the others from being measured.
            metrics.OnMeasured("Failed");
            MeasurementFailed(failure, version, Every);
            return before;
        }
    }

    private async Task<TenantDrift> MeasureAsync(string tenant, string version, TenantDrift? before, CancellationToken cancellationToken)
    {
        var week = IsoWeek.At(time.GetUtcNow());
        var running = await drift.MeasureAsync(tenant, version, week.Monday, cancellationToken);
        var complete = new List<WeekDrift>(RetrainingAdvice.Weeks);
        for (var weeks = 1; weeks <= RetrainingAdvice.Weeks; weeks++)
        {
            var monday = week.Before(weeks).Monday;
            complete.Add(before?.Find(version, monday) ?? await drift.MeasureAsync(tenant, version, monday, cancellationToken));
        }

        return new(version, running, complete, RetrainingAdvice.Of(complete));
    }

    private static string WhyOf(RetrainingAdvice advice) =>
        advice.Features == 0 ? "its score" : string.Create(CultureInfo.InvariantCulture, $"its score and {advice.Features} of its features");
}
