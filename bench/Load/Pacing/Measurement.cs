using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using HdrHistogram;

namespace Triage.Load.Pacing;

/// <summary>
/// Counts every answer, and measures those of the period between warm-up and end. Times are those of <see cref="Stopwatch"/>.
/// </summary>
internal sealed class Measurement(long from, long to)
{
    private const long LatencyMaxMicros = 60_000_000;

    private readonly LongConcurrentHistogram _latencies = new(1, LatencyMaxMicros, 3);
    private readonly ConcurrentDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private long _ok;
    private long _measuredOk;
    private long _lastAnswer;

    public long From { get; } = from;

    public long To { get; } = to;

    public long Ok => Interlocked.Read(ref _ok);

    public long MeasuredOk => Interlocked.Read(ref _measuredOk);

    public IReadOnlyDictionary<string, long> Failed => _failed;

    /// <summary>When the last answer came.</summary>
    public long LastAnswer => Interlocked.Read(ref _lastAnswer);

    public double Milliseconds(double percentile) => MeasuredOk == 0 ? 0 : _latencies.GetValueAtPercentile(percentile) / 1000.0;

    /// <param name="counts">The moment that decides whether it is measured: of the answer in a closed loop, of the schedule in an open one.</param>
    /// <param name="since">From when the caller waited.</param>
    public void Answered(StatusCode status, long counts, long since)
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref _lastAnswer, now);
        if (status != StatusCode.OK)
        {
            _failed.AddOrUpdate(status.ToString(), 1, (_, before) => before + 1);
            return;
        }

        Interlocked.Increment(ref _ok);
        if (counts >= From && counts < To)
        {
            Interlocked.Increment(ref _measuredOk);
            _latencies.RecordValue(Math.Clamp((long)Stopwatch.GetElapsedTime(since, now).TotalMicroseconds, 1, LatencyMaxMicros));
        }
    }
}
