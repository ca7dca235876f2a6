using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Payloads;

namespace Triage.Silo.Feed;

/// <summary>
/// One tenant's feed while somebody subscribes: a pump that asks the store for the head, and reads what is
/// new into the window. When the store cannot be read for long, or was replaced, every subscriber is told.
/// </summary>
internal sealed partial class TenantFeed : IDisposable
{
    // Commits come in bunches: those of a moment are read together.
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan OutageMax = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly long _epoch;
    private readonly IFeedIndex _index;
    private readonly FeedPages _pages;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TenantFeed> _logger;

    private TenantFeed(string tenant, FeedHead head, IFeedIndex index, FeedPages pages, FeedOptions options, TimeProvider time, ILogger<TenantFeed> logger)
    {
        (Tenant, _epoch, _index, _pages, _options, _time, _logger) = (tenant, head.Epoch, index, pages, options, time, logger);
        Window = new FeedWindow(head.Position, options.WindowEventsMax, options.WindowBytesMax);
    }

    public string Tenant { get; }

    public FeedWindow Window { get; }

    /// <summary>Given when something of the tenant's was committed in this process.</summary>
    public FeedNudge Nudge { get; } = new();

    public bool HasEnded { get; private set; }

    public static TenantFeed Start(
        string tenant, FeedHead head, IFeedIndex index, FeedPages pages, FeedOptions options, TimeProvider time, ILogger<TenantFeed> logger)
    {
        var feed = new TenantFeed(tenant, head, index, pages, options, time, logger);
        var stopping = feed._stop.Token;
        _ = Task.Run(() => feed.PumpAsync(stopping), CancellationToken.None);
        return feed;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task PumpAsync(CancellationToken stopping)
    {
        var lastRead = _time.GetTimestamp();
        try
        {
            while (true)
            {
                try
                {
                    await CatchUpAsync(stopping);
                    lastRead = _time.GetTimestamp();
                }
                catch (StoreUnavailableException unreadable) when (_time.GetElapsedTime(lastRead) < OutageMax)
                {
                    FeedNotRead(unreadable);
                }

                await Task.Delay(GatherTime, _time, stopping);
                await Nudge.WaitAsync(_options.PollInterval, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nobody subscribes any more.
        }
        catch (Exception failure)
        {
            FeedEnded(failure);
            HasEnded = true;
            Window.Fail(failure is PayloadDamagedException ? FeedErrors.Damaged(Tenant, new FeedCursor(_epoch, Window.LastPosition)) : failure);
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var head = await _index.HeadAsync(Tenant, cancellationToken);
        if (head.Epoch != _epoch)
        {
            throw FeedErrors.EpochChanged();
        }

        if (head.Position < Window.LastPosition)
        {
            throw FeedErrors.CursorAhead();
        }

        while (Window.LastPosition < head.Position)
        {
            var page = await _pages.ReadAsync(Tenant, new FeedCursor(_epoch, Window.LastPosition), int.MaxValue, cancellationToken);
            if (page.IsEmpty)
            {
                throw new PayloadDamagedException(); // the head says that there is more
            }

            Window.Append(page);
        }
    }

    // The tenant's name stays out: it is a customer's.
    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed could not be read; the next try follows.")]
    private partial void FeedNotRead(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Feed ended; its subscribers are told and come back.")]
    private partial void FeedEnded(Exception failure);
}
