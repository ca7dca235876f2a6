using System.Diagnostics;
using Triage.Load.Calls;

namespace Triage.Load.Pacing;

/// <summary>
/// Sends by the clock, whatever the service does, and counts latency from the time on the schedule: a service that stops for a
/// while delays every call that was due meanwhile, and all of them are seen (no coordinated omission).
/// </summary>
internal sealed class OpenLoop(double perSecond, long start) : IPacing
{
    /// <summary>Beyond it the schedule is not kept, and the delay counts as latency.</summary>
    private const int InFlightMax = 20_000;

    private long _lateTicks;

    public TimeSpan LateMax => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _lateTicks));

    public bool UsedUp { get; private set; }

    public async Task RunAsync(ICalls calls, int countMax, Measurement measurement)
    {
        using var places = new SemaphoreSlim(InFlightMax);
        // A thread of its own: the pool's would be late exactly when there is much to do.
        await Task.Factory.StartNew(() => Send(calls, countMax, measurement, places), TaskCreationOptions.LongRunning).ConfigureAwait(false);
        for (var place = 0; place < InFlightMax; place++)
        {
            await places.WaitAsync().ConfigureAwait(false);
        }
    }

    private void Send(ICalls calls, int countMax, Measurement measurement, SemaphoreSlim places)
    {
        for (var index = 0; index < countMax; index++)
        {
            var due = start + (long)(index / perSecond * Stopwatch.Frequency);
            if (due >= measurement.To)
            {
                return;
            }

            while (due > Stopwatch.GetTimestamp())
            {
                // About a millisecond; what is due by then is sent together.
                Thread.Sleep(1);
            }

            places.Wait();
            _lateTicks = Math.Max(_lateTicks, Stopwatch.GetTimestamp() - due);
            _ = AnswerAsync(calls, index, due, measurement, places);
        }

        UsedUp = true;
    }

    private static async Task AnswerAsync(ICalls calls, int index, long due, Measurement measurement, SemaphoreSlim places)
    {
        try
        {
            measurement.Answered(await calls.SendAsync(index).ConfigureAwait(false), due, due);
        }
        finally
        {
            places.Release();
        }
    }
}
