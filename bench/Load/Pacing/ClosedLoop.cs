using System.Diagnostics;
using Triage.Load.Calls;

namespace Triage.Load.Pacing;

/// <summary>A fixed number of calls in progress: as fast as the service answers, and no faster.</summary>
internal sealed class ClosedLoop(int inFlight) : IPacing
{
    private int _next;

    public TimeSpan LateMax => TimeSpan.Zero;

    public bool UsedUp { get; private set; }

    public Task RunAsync(ICalls calls, int countMax, Measurement measurement) =>
        Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => CallAsync(calls, countMax, measurement))));

    private async Task CallAsync(ICalls calls, int countMax, Measurement measurement)
    {
        while (true)
        {
            var sent = Stopwatch.GetTimestamp();
            if (sent >= measurement.To)
            {
                return;
            }

            var index = Interlocked.Increment(ref _next) - 1;
            if (index >= countMax)
            {
                UsedUp = true;
                return;
            }

            var status = await calls.SendAsync(index).ConfigureAwait(false);
            measurement.Answered(status, Stopwatch.GetTimestamp(), sent);
        }
    }
}
