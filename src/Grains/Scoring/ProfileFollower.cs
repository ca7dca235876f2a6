using Microsoft.Extensions.Logging;
using Triage.Models.Features.Profiles;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Payloads;

namespace Triage.Grains.Scoring;

/// <summary>Keeps one tenant's profiles a moment behind its feed. A cache: it can be folded again from the beginning at any time.</summary>
internal sealed partial class ProfileFollower : IAsyncDisposable
{
    private const int PageEvents = 1024;
    private const int PageBytes = 4 * 1024 * 1024;

    // Scoring waits while steps are folded, so few are at a time.
    private const int StepsAtOnce = 64;

    private readonly string _tenant;
    private readonly IFeedIndex _feed;
    private readonly IInvoiceLog _log;
    private readonly InstalledModels _models;
    private readonly ScoringOptions _options;
    private readonly TimeProvider _time;
    private readonly ScoringMetrics _metrics;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _following;
    private TenantProfiles? _profiles;

    public ProfileFollower(string tenant, IFeedIndex feed, IInvoiceLog log, InstalledModels models, ScoringOptions options, TimeProvider time, ScoringMetrics metrics, ILogger logger)
    {
        (_tenant, _feed, _log, _models, _options, _time, _metrics, _logger) = (tenant, feed, log, models, options, time, metrics, logger);
        _following = Task.Run(FollowAsync);
    }

    /// <summary>Ends when the profiles have once been where the feed was.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary><c>null</c> before that: scores would rest on half a past.</summary>
    public TenantProfiles? Profiles => CaughtUp.IsCompletedSuccessfully ? Volatile.Read(ref _profiles) : null;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        _stopping.Dispose();
        _caughtUp.TrySetCanceled();
    }

    private async Task FollowAsync()
    {
        var stopping = _stopping.Token;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowEpochAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                ProfilesFoldedAgain(failure);
                await WaitAsync(stopping);
            }
        }
    }

    /// <summary>From the beginning, until a backup takes the place of what was folded.</summary>
    private async Task FollowEpochAsync(CancellationToken stopping)
    {
        var (history, sha256) = _models.HistoryOf(_tenant);
        var profiles = new TenantProfiles(history, sha256);
        var steps = new ProfileSteps(_log);
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

                while (position < head.Position && await _feed.ReadAsync(_tenant, position, PageEvents, PageBytes, stopping) is { IsEmpty: false } page)
                {
                    position = await FoldAsync(profiles, steps, page, stopping);
                    _metrics.OnFolded(page.Length, head.Position - position);
                }

                Volatile.Write(ref _profiles, profiles);
                _caughtUp.TrySetResult();
            }
            catch (StoreUnavailableException)
            {
                // The store's own health says so; profiles go on from where they are.
            }

            await WaitAsync(stopping);
        }
    }

    private async ValueTask<long> FoldAsync(TenantProfiles profiles, ProfileSteps steps, IReadOnlyList<FeedRow> page, CancellationToken cancellationToken)
    {
        var ready = new List<Action<Profiles>>(StepsAtOnce);
        for (var i = 0; i < page.Count; i++)
        {
            try
            {
                if (await steps.OfAsync(page[i], cancellationToken) is { } step)
                {
                    ready.Add(step);
                }
            }
            catch (PayloadDamagedException)
            {
                _metrics.OnDamaged();
            }

            if (ready.Count == StepsAtOnce || i == page.Count - 1)
            {
                profiles.Fold(ready, page[i].Position);
                ready.Clear();
            }
        }

        return page[^1].Position;
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(_options.FollowEvery, _time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop looks itself.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Profiles could not be folded and are folded again from the beginning.")]
    private partial void ProfilesFoldedAgain(Exception failure);
}
