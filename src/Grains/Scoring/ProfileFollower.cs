using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Triage.Models.Features.Coding;
using Triage.Models.Feed;
using Triage.Models.History;

namespace Triage.Grains.Scoring;

/// <summary>Keeps one tenant's profiles a moment behind its feed. A cache: it can be folded again from the beginning at any time.</summary>
internal sealed partial class ProfileFollower : IAsyncDisposable
{
    private const int PageEvents = 1024;
    private const int PageBytes = 4 * 1024 * 1024;

    // Scoring waits while steps are folded, so few are at a time.
    private const int StepsAtOnce = 64;

    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly string _tenant;
    private readonly IFeedIndex _feed;
    private readonly IInvoiceLog _log;
    private readonly ModelSet _set;
    private readonly ImmutableArray<CodeField> _fields;
    private readonly ScoringOptions _options;
    private readonly TimeProvider _time;
    private readonly ScoringMetrics _metrics;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _following;
    private readonly long _startedAt;
    private TenantProfiles? _profiles;
    private long _readAt;

    public ProfileFollower(string tenant, IFeedIndex feed, IInvoiceLog log, ModelSet set, ScoringOptions options, TimeProvider time, ScoringMetrics metrics, ILogger logger)
    {
        (_tenant, _feed, _log, _set, _options, _time, _metrics, _logger) = (tenant, feed, log, set, options, time, metrics, logger);
        _fields = [.. set.Scorers.Fields];
        _startedAt = time.GetTimestamp();
        _following = Task.Run(FollowAsync);
    }

    /// <summary>Ends when the profiles have once been where the feed was, or nobody follows any more.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>The store does not serve the tenant.</summary>
    public bool HasEnded => _following.IsCompleted;

    /// <summary>Whether the set's profiles are these: begun from the same ledger, and with every field that it reads.</summary>
    public bool IsFor(ModelSet set) => set.HistorySha256.AsSpan().SequenceEqual(_set.HistorySha256.AsSpan()) && set.Scorers.Fields.All(field => _fields.Contains(field));

    /// <summary><c>null</c> where scores would rest on half a past, or on one that stopped long ago.</summary>
    public TenantProfiles? Profiles => _time.GetElapsedTime(Volatile.Read(ref _readAt)) < StaleAfter ? Volatile.Read(ref _profiles) : null;

    /// <summary>Only who comes with the start waits: later callers get their answer at once, whatever it is.</summary>
    public Task CaughtUpWithin(TimeSpan wait)
    {
        var left = wait - _time.GetElapsedTime(_startedAt);
        return CaughtUp.IsCompleted || left <= TimeSpan.Zero ? Task.CompletedTask : CaughtUp.WaitAsync(left, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        _stopping.Dispose();
        _caughtUp.TrySetResult();
    }

    private async Task FollowAsync()
    {
        var stopping = _stopping.Token;
        var wait = _options.FollowEvery;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowEpochAsync(stopping);
                wait = _options.FollowEvery;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (StoreRefusedException)
            {
                return; // nothing of this tenant can be stored or scored
            }
            catch (Exception failure)
            {
                ProfilesFoldedAgain(failure);
                await WaitAsync(wait, stopping);
                wait = wait * 2 < WaitMax ? wait * 2 : WaitMax;
            }

            // What was folded may hold what no longer happened.
            Volatile.Write(ref _profiles, null);
        }
    }

    /// <summary>From the beginning, until a backup takes the place of what was folded.</summary>
    private async Task FollowEpochAsync(CancellationToken stopping)
    {
        var profiles = new TenantProfiles(_set.History, _set.HistorySha256, _fields);
        var steps = new ProfileSteps(async (key, cancellationToken) => (await _log.ReadAsync(key, cancellationToken)).Select(stored => stored.Event).OfType<Received>().FirstOrDefault());
        long position = 0;
        long? epoch = null;
        while (true)
        {
            try
            {
                var head = await _feed.HeadAsync(_tenant, stopping);
                if ((epoch ??= head.Epoch) != head.Epoch)
                {
                    return;
                }

                _metrics.OnBehind(_tenant, head.Position - position);
                while (position < head.Position && await _feed.ReadAsync(_tenant, position, PageEvents, PageBytes, stopping) is { IsEmpty: false } page)
                {
                    var before = position;
                    position = await FoldAsync(profiles, steps, page, head.Epoch, position, stopping);
                    _metrics.OnFolded(position - before);
                    _metrics.OnBehind(_tenant, head.Position - position);
                    if (position == before)
                    {
                        break; // the store went away in between
                    }
                }

                if (position >= head.Position)
                {
                    Volatile.Write(ref _readAt, _time.GetTimestamp());
                    Volatile.Write(ref _profiles, profiles);
                    _caughtUp.TrySetResult();
                }
            }
            catch (StoreUnavailableException)
            {
                // The store's own health says so; profiles go on from where they are.
            }

            await WaitAsync(_options.FollowEvery, stopping);
        }
    }

    /// <returns>The position up to which was folded: that of the page's end, or of the last event before the store went away.</returns>
    private async ValueTask<long> FoldAsync(TenantProfiles profiles, ProfileSteps steps, IReadOnlyList<FeedRow> page, long epoch, long position, CancellationToken cancellationToken)
    {
        var ready = new List<ProfileStep>(StepsAtOnce);
        foreach (var row in page)
        {
            try
            {
                if (await steps.OfAsync(row, cancellationToken) is { } step)
                {
                    ready.Add(step);
                }
            }
            catch (StoreUnavailableException)
            {
                break;
            }
            catch (Exception damaged) when (damaged is not OperationCanceledException)
            {
                _metrics.OnDamaged();
                EventLeftOut(damaged);
            }

            position = row.Position;
            if (ready.Count == StepsAtOnce)
            {
                profiles.Fold(ready, epoch, position);
                ready.Clear();
            }
        }

        profiles.Fold(ready, epoch, position);
        return position;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(wait, _time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop looks itself.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event could not be taken into profiles and is left out.")]
    private partial void EventLeftOut(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Profiles could not be folded and are folded again from the beginning.")]
    private partial void ProfilesFoldedAgain(Exception failure);
}
