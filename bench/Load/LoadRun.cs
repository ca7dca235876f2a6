using System.Diagnostics;
using Triage.Cli.Bench.Plan;
using Triage.Load.Calls;
using Triage.Load.Pacing;
using Triage.Load.Requests;

namespace Triage.Load;

/// <summary>Warm-up, measured period, and what they came to.</summary>
internal static class LoadRun
{
    // Threads, buffers and the first line of the schedule are there when it begins.
    private static readonly TimeSpan LeadIn = TimeSpan.FromMilliseconds(20);

    /// <param name="plan">What to send.</param>
    /// <param name="requests">Prepared.</param>
    /// <param name="calls">Where to.</param>
    /// <param name="tell">Hears when the measured period begins and when it ends.</param>
    public static async Task<LoadReport> RunAsync(LoadPlan plan, IRequests requests, ICalls calls, Action<string> tell)
    {
        var start = Stopwatch.GetTimestamp() + Ticks(LeadIn.TotalSeconds);
        var measurement = new Measurement(start + Ticks(plan.WarmUpSeconds), start + Ticks(plan.WarmUpSeconds + plan.MeasuredSeconds));
        IPacing pacing = plan.PerSecond > 0 ? new OpenLoop(plan.PerSecond, start) : new ClosedLoop(plan.InFlight);
        var running = pacing.RunAsync(calls, requests.Count, measurement);

        await UntilAsync(measurement.From, running);
        var cpu = Environment.CpuUsage.TotalTime;
        tell(LoadReport.Measuring);
        await UntilAsync(measurement.To, running);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        tell(LoadReport.Measured);
        await running;

        var (copies, found) = calls.CopiesAnswered;
        return new LoadReport
        {
            Ok = measurement.Ok,
            Failed = measurement.Failed.ToDictionary(),
            MeasuredOk = measurement.MeasuredOk,
            MeasuredSeconds = Stopwatch.GetElapsedTime(measurement.From, pacing.UsedUp ? measurement.LastAnswer : measurement.To).TotalSeconds,
            P50Ms = measurement.Milliseconds(50),
            P99Ms = measurement.Milliseconds(99),
            MaxMs = measurement.Milliseconds(100),
            CpuSeconds = cpu.TotalSeconds,
            LateMaxMs = pacing.LateMax.TotalMilliseconds,
            UsedUp = pacing.UsedUp,
            Copies = copies,
            CopiesFound = found,
        };
    }

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);

    /// <summary>Until that time, or until there is nothing left to send.</summary>
    private static async Task UntilAsync(long timestamp, Task running)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
        {
            await Task.WhenAny(running, Task.Delay(left));
        }
    }
}
