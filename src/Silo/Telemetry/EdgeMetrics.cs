using System.Diagnostics.Metrics;
using Grpc.Core;

namespace Triage.Silo.Telemetry;

/// <summary>What the edge sees of calls. Labels are closed sets: rpc names and status codes.</summary>
internal sealed class EdgeMetrics : IDisposable
{
    public const string MeterName = "Triage.Edge";

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> calls;
    private readonly Counter<long> refused;
    private readonly Histogram<double> waits;
    private readonly Counter<long> items;
    private readonly Counter<long> probes;

    public EdgeMetrics()
    {
        calls = meter.CreateHistogram<double>("call_seconds", "s", "How long calls took, by rpc and status code.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });
        refused = meter.CreateCounter<long>("refused", "{refusal}", "Calls and items of streams refused as too much, by kind of limit.");
        waits = meter.CreateHistogram<double>("place_wait_seconds", "s", "How long calls and invoices waited for a place to be worked on.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });
        probes = meter.CreateCounter<long>("store_probes", "{probe}", "Probes whether the store can commit, by outcome.");
        items = meter.CreateCounter<long>("stream_items", "{invoice}", "Invoices answered in streams, by status code.");
    }

    public void OnCallEnded(string rpc, StatusCode code, TimeSpan elapsed) =>
        calls.Record(elapsed.TotalSeconds, new("rpc", rpc), new("code", code.ToString()));

    public void OnRefused(LimitKind kind) => refused.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    /// <summary>Only calls and items that found no place free.</summary>
    public void OnPlaceAwaited(TimeSpan waited) => waits.Record(waited.TotalSeconds);

    /// <summary>The service's own question, not a caller's.</summary>
    public void OnStoreProbed(bool committed) => probes.Add(1, new KeyValuePair<string, object?>("outcome", committed ? "Committed" : "Failed"));

    public void OnStreamItemAnswered(StatusCode code) => items.Add(1, new KeyValuePair<string, object?>("code", code.ToString()));

    public void Dispose() => meter.Dispose();
}
