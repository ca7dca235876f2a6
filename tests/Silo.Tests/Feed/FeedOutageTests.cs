using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Silo.Feed;
using Triage.TestKit;

namespace Triage.Silo.Tests.Feed;

/// <summary>The pump and a store that cannot be read for a while.</summary>
public sealed class FeedOutageTests : IDisposable
{
    private readonly SqliteTestStore _store = new();
    private readonly FailingIndex _index;
    private readonly FeedHub _hub;

    public FeedOutageTests()
    {
        _index = new FailingIndex(_store.Feed);
        var options = Options.Create(new FeedOptions { PollInterval = TimeSpan.FromMilliseconds(10) });
        using var meters = new TestMeters();
        var pages = new FeedPages(_index, new FeedEventMapping(_store.Log), options, new FeedMetrics(meters));
        _hub = new FeedHub(_index, pages, new FeedNudges(), options, TimeProvider.System, NullLogger<TenantFeed>.Instance);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Pump_outlives_an_outage_and_its_subscribers_get_what_happened()
    {
        var feed = _hub.Join("local", await _index.HeadAsync("local", TestContext.Current.CancellationToken));
        _index.Failures = 20;
        await _index.Failed.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken); // a question asked before may still be on its way, and would see what comes
        var waits = feed.Window.After(0, 10).Advanced;
        await FeedHost.AppendAsync(_store.Log, "i1", "north", "erp");
        await waits.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(1, Assert.Single(feed.Window.After(0, 10).Entries).Position);
        Assert.True(_index.Failures <= 0);
        _hub.Leave(feed);
    }

    [Fact]
    public async Task Join_after_a_feed_ended_starts_another_and_leaving_the_old_one_does_not_end_it()
    {
        var head = await _index.HeadAsync("local", TestContext.Current.CancellationToken);
        var ended = _hub.Join("local", head with { Epoch = 99 });
        await ended.Window.After(0, 10).Advanced.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Throws<Grpc.Core.RpcException>(() => ended.Window.After(0, 10));

        var feed = _hub.Join("local", head);
        Assert.NotSame(ended, feed);
        _hub.Leave(ended);
        Assert.Same(feed, _hub.Join("local", head));
        _hub.Leave(feed);
        _hub.Leave(feed);
        Assert.NotSame(feed, _hub.Join("local", head));
    }

    private sealed class FailingIndex(IFeedIndex index) : IFeedIndex
    {
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _failures;

        public Task Failed => _failed.Task;

        public int Failures
        {
            get => Volatile.Read(ref _failures);
            set => Volatile.Write(ref _failures, value);
        }

        public ValueTask<FeedHead> HeadAsync(string tenant, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Decrement(ref _failures) < 0)
            {
                return index.HeadAsync(tenant, cancellationToken);
            }

            _failed.TrySetResult();
            throw new StoreUnavailableException("away");
        }

        public ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default) => index.TenantsAsync(cancellationToken);

        public ValueTask<ImmutableArray<FeedRow>> ReadAsync(string tenant, long afterPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default) =>
            index.ReadAsync(tenant, afterPosition, countMax, bytesMax, cancellationToken);
    }
}
