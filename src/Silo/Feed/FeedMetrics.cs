using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Triage.Silo.Feed;

/// <summary>What operators see of the feed.</summary>
internal sealed class FeedMetrics : IDisposable
{
    public const string MeterName = "Triage.Feed";

    private readonly Meter _meter;
    private readonly ConcurrentDictionary<FeedSubscription, bool> _subscriptions = new();
    private readonly Counter<long> _read;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _slow;

    public FeedMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("subscribers", () => _subscriptions.Count, "{subscriber}", "Subscriptions that stand.");
        _meter.CreateObservableGauge("lag", () => _subscriptions.Keys.Select(subscription => subscription.Lag).DefaultIfEmpty().Max(), "{event}", "How far the last of them is behind.");
        _read = _meter.CreateCounter<long>("read", "{event}", "Events read from the store, for all subscribers or for one that is behind.");
        _delivered = _meter.CreateCounter<long>("delivered", "{event}", "Events handed to subscribers.");
        _slow = _meter.CreateCounter<long>("slow_subscribers", "{subscriber}", "Subscriptions that ended because a message was not taken in time.");
    }

    public void Watch(FeedSubscription subscription) => _subscriptions.TryAdd(subscription, true);

    public void Unwatch(FeedSubscription subscription) => _subscriptions.TryRemove(subscription, out _);

    public void OnRead(int events) => _read.Add(events);

    public void OnDelivered() => _delivered.Add(1);

    public void OnTooSlow() => _slow.Add(1);

    public void Dispose() => _meter.Dispose();
}
