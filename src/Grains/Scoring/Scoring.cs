using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Registry;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Packages;

namespace Triage.Grains.Scoring;

/// <summary>Brings an invoice, its tenant's profiles and the models in force together.</summary>
internal sealed partial class Scoring : IScoring, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<TenantModels>> _tenants = new(StringComparer.Ordinal);
    private readonly IFeedIndex _feed;
    private readonly IInvoiceLog _log;
    private readonly IModelRegistry _registry;
    private readonly RegisteredSets _sets;
    private readonly InstalledModels _installed;
    private readonly ModelsInService _status;
    private readonly ScoringOptions _options;
    private readonly TimeProvider _time;
    private readonly ScoringMetrics _metrics;
    private readonly ILogger<Scoring> _logger;
    private readonly ScoringLane _lane;
    private bool _isDisposed;

    public Scoring(
        IFeedIndex feed, IInvoiceLog log, IModelRegistry registry, RegisteredSets sets, InstalledModels installed, ModelsInService status, IOptions<ScoringOptions> options, TimeProvider time, ScoringMetrics metrics,
        ILogger<Scoring> logger)
    {
        (_feed, _log, _registry, _sets, _installed, _status) = (feed, log, registry, sets, installed, status);
        (_options, _time, _metrics, _logger) = (options.Value, time, metrics, logger);
        var workers = _options.WorkersCount > 0 ? _options.WorkersCount : Environment.ProcessorCount;
        _lane = new(workers, _options.WaitingMax, time);
    }

    public ValueTask<ScoreSheet> ScoreAsync(InvoiceKey key, InvoiceState state, bool isExplained)
    {
        if (KeptScores.Of(state) is { } kept)
        {
            return ValueTask.FromResult(kept);
        }

        var models = Of(key.Tenant);
        return models.Looked.IsCompleted && models.Served is null ? ValueTask.FromResult(ScoreSheet.None) : new(ScoreAsync(models, key, state, isExplained));
    }

    /// <summary>Looks after every tenant that has events or versions, and waits for their models and profiles as long as a start may.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            var tenants = (await _feed.TenantsAsync(cancellationToken)).Union(await _registry.TenantsAsync(cancellationToken), StringComparer.Ordinal).Select(Of).ToArray();
            await Task.WhenAll([.. tenants.Select(CaughtUpAsync), RehearseAsync(tenants)]).WaitAsync(_options.WarmUpMax, _time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or StoreUnavailableException)
        {
            StartedBeforeProfiles();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Invoices will fail in the same way, one by one, and go to a person: the service starts all the same.
            ScoringFailed(failure);
        }
    }

    /// <summary>Looks after every tenant that has versions by now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var tenant in await _registry.TenantsAsync(cancellationToken))
            {
                Of(tenant);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LookFailed(failure); // the next look makes up for it
        }
    }

    /// <summary>The container, which knows it under two names, asks twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        foreach (var (_, models) in _tenants)
        {
            await models.Value.DisposeAsync();
        }

        await _lane.DisposeAsync();
    }

    private static async Task CaughtUpAsync(TenantModels models)
    {
        await models.Looked;
        await (models.Served?.Follower?.CaughtUp ?? Task.CompletedTask);
    }

    /// <summary>Once, when the service starts: a version that comes later finds code that runs.</summary>
    private async Task RehearseAsync(TenantModels[] tenants)
    {
        await Task.WhenAll(tenants.Select(models => models.Looked));
        var sets = tenants.Select(models => models.Served?.Set).Append(_installed.Tenant is { } tenant ? _installed.SetOf(tenant) : null);
        if (sets.FirstOrDefault(set => set is { HasModels: true, History.Count: > 0 }) is { } rehearsed)
        {
            await Task.WhenAll(Rehearsal.Of(rehearsed, _lane, _options.WarmUpMax, _options.KeepFeatures));
        }
    }

    private TenantModels Of(string tenant)
    {
        if (_tenants.TryGetValue(tenant, out var known) && known.IsValueCreated && known.Value.HasEnded && _tenants.TryRemove(new(tenant, known)))
        {
            _ = known.Value.DisposeAsync().AsTask(); // the store did not serve that tenant: another try
        }

        return _tenants.GetOrAdd(tenant, name => new(() => new(name, _registry, _sets, _installed, Follow, _status, _options.RegistryEvery, _time, _logger))).Value;
    }

    private ProfileFollower Follow(string tenant, ModelSet set) => new(tenant, _feed, _log, set, _options, _time, _metrics, _logger);

    private async Task<ScoreSheet> ScoreAsync(TenantModels models, InvoiceKey key, InvoiceState state, bool isExplained)
    {
        var began = _time.GetTimestamp();
        var missing = ModelFileKinds.Scorers;
        try
        {
            if (!models.Looked.IsCompleted)
            {
                await models.Looked.WaitAsync(_options.ScoreWithin, _time);
            }

            if (models.Served is not { } served)
            {
                return ScoreSheet.None;
            }

            if (served.Follower is { } follower)
            {
                await follower.CaughtUpWithin(_options.ScoreWithin - _time.GetElapsedTime(began));
                served = models.Served; // what took its place meanwhile has its profiles
            }

            missing = served.Set.Scorers.Names;
            var left = _options.ScoreWithin - _time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || served.Follower?.Profiles is not { } profiles)
            {
                _metrics.OnMissing("NotReady");
            }
            else if (_lane.TryScore(left, served.Set.Scorers, scorers => Score(scorers, profiles, key, state, isExplained)) is { } scoring)
            {
                return await scoring.WaitAsync(left, _time);
            }
            else
            {
                _metrics.OnMissing("Busy");
            }
        }
        catch (TimeoutException)
        {
            _metrics.OnMissing("Late");
        }
        catch (Exception failure)
        {
            _metrics.OnMissing("Failed");
            ScoringFailed(failure);
        }

        return ScoreSheet.AllMissing(missing);
    }

    private ScoreSheet Score(Scorers scorers, TenantProfiles profiles, InvoiceKey key, InvoiceState state, bool isExplained)
    {
        var began = _time.GetTimestamp();
        var superseded = state.Supersedes is { } old ? InvoiceKey.IdPrefix + old : null;
        // Profiles that know it already, because its codes were confirmed before anybody could score it, would find it in itself.
        var sheet = profiles.Read((past, stamp) => past.Contains(key.InvoiceId)
            ? ScoreSheet.AllMissing(scorers.Set.Names)
            : scorers.Score(key.InvoiceId, state.Invoice, superseded, past, stamp, isExplained, _options.KeepFeatures));
        _metrics.OnScored(_time.GetElapsedTime(began));
        return sheet;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The service starts before profiles are folded: until they are, invoices go to a person without scores.")]
    private partial void StartedBeforeProfiles();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could be asked which tenants have models.")]
    private partial void LookFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "An invoice could not be scored and goes to a person.")]
    private partial void ScoringFailed(Exception failure);
}
