using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Scoring;

namespace Triage.Grains.Scoring;

/// <summary>Brings an invoice, its tenant's profiles and the models in force together.</summary>
internal sealed partial class Scoring : IScoring, IAsyncDisposable
{
    private const int RehearsedInvoices = 500;
    private const int RehearsalHistory = 4_000;

    private readonly ConcurrentDictionary<string, Lazy<ProfileFollower>> _followers = new(StringComparer.Ordinal);
    private readonly IFeedIndex _feed;
    private readonly IInvoiceLog _log;
    private readonly InstalledModels _models;
    private readonly ScoringOptions _options;
    private readonly TimeProvider _time;
    private readonly ScoringMetrics _metrics;
    private readonly ILogger<Scoring> _logger;
    private readonly ScoringLane? _lane;
    private bool _isDisposed;

    public Scoring(IFeedIndex feed, IInvoiceLog log, InstalledModels models, IOptions<ScoringOptions> options, TimeProvider time, ScoringMetrics metrics, ILogger<Scoring> logger)
    {
        (_feed, _log, _models, _options, _time, _metrics, _logger) = (feed, log, models, options.Value, time, metrics, logger);
        var workers = _options.WorkersCount > 0 ? _options.WorkersCount : Environment.ProcessorCount;
        _lane = models.Scorers is { } set ? new(set, workers, _options.WaitingMax, time) : null;
    }

    public ValueTask<ScoreSheet> ScoreAsync(InvoiceKey key, InvoiceState state, bool isExplained) =>
        KeptScores.Of(state) is { } kept ? ValueTask.FromResult(kept)
        : _lane is null || _models.Scorers is not { } set ? ValueTask.FromResult(ScoreSheet.None)
        : new(ScoreAsync(_lane, set, key, state, isExplained));

    /// <summary>Starts to follow every tenant that has events, and waits for their profiles as long as a start may.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        if (_lane is null)
        {
            return;
        }

        try
        {
            var followers = (await _feed.TenantsAsync(cancellationToken)).Select(Follow).ToArray();
            await Task.WhenAll([.. followers.Select(follower => follower.CaughtUp), .. Rehearsals(_lane)]).WaitAsync(_options.WarmUpMax, _time, cancellationToken);
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

    /// <summary>The container, which knows it under two names, asks twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        foreach (var (_, follower) in _followers)
        {
            await follower.Value.DisposeAsync();
        }

        if (_lane is not null)
        {
            await _lane.DisposeAsync();
        }
    }

    /// <summary>
    /// Scores bills of the package's history, the answers unread: code that ran a few hundred times is ten times as fast, and the first
    /// invoices would wait for that.
    /// </summary>
    private IEnumerable<Task> Rehearsals(ScoringLane lane)
    {
        if (_models.HistoryTenant is not { } tenant)
        {
            yield break;
        }

        Invoice[] latest = [.. _models.HistoryOf(tenant).Invoices.TakeLast(RehearsalHistory)];
        var profiles = new Lazy<TenantProfiles>(() => new(latest, [], lane.Fields));
        foreach (var invoice in latest.TakeLast(RehearsedInvoices))
        {
            if (lane.TryScore(_options.WarmUpMax, scorers => profiles.Value.Read((past, stamp) => scorers.Score("", invoice, null, past, stamp, isExplained: true, isKept: false))) is { } scored)
            {
                yield return scored;
            }
        }
    }

    private ProfileFollower Follow(string tenant)
    {
        if (_followers.TryGetValue(tenant, out var known) && known.Value.HasEnded)
        {
            _followers.TryRemove(new(tenant, known)); // the store did not serve that tenant: another try
        }

        return _followers.GetOrAdd(tenant, name => new(() => new(name, _feed, _log, _models, _options, _time, _metrics, _logger))).Value;
    }

    private async Task<ScoreSheet> ScoreAsync(ScoringLane lane, ScorerSet set, InvoiceKey key, InvoiceState state, bool isExplained)
    {
        var began = _time.GetTimestamp();
        try
        {
            var follower = Follow(key.Tenant);
            await follower.CaughtUpWithin(_options.ScoreWithin);
            var left = _options.ScoreWithin - _time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || follower.Profiles is not { } profiles)
            {
                _metrics.OnMissing("NotReady");
            }
            else if (lane.TryScore(left, scorers => Score(scorers, profiles, key, state, isExplained)) is { } scoring)
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

        return ScoreSheet.AllMissing(set.Names);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "An invoice could not be scored and goes to a person.")]
    private partial void ScoringFailed(Exception failure);
}
