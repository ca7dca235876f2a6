using System.Diagnostics;
using System.Text.Json;
using Triage.Cli.Bench.Plan;
using Triage.Cli.Serve;

namespace Triage.Cli.Bench;

/// <summary>The load generator in a process of its own, so that its work is not taken for the service's.</summary>
internal static class LoadProcess
{
    // Preparing the requests of the longest run takes less.
    private static readonly TimeSpan PrepareMax = TimeSpan.FromMinutes(5);

    /// <param name="plan">What to send.</param>
    /// <param name="measuring">Hears <see cref="LoadReport.Measuring"/> and <see cref="LoadReport.Measured"/> when it is so.</param>
    /// <param name="time">Ends a run that hangs.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<LoadReport> RunAsync(LoadPlan plan, Func<string, Task> measuring, TimeProvider time, CancellationToken cancellationToken)
    {
        using var bounded = new CancellationTokenSource(PrepareMax + TimeSpan.FromSeconds(plan.WarmUpSeconds + plan.MeasuredSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bounded.Token, cancellationToken);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [BuiltPrograms.Find("Load")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!; // null only with UseShellExecute
        try
        {
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(plan).AsMemory(), either.Token);
            process.StandardInput.Close();
            while (await process.StandardOutput.ReadLineAsync(either.Token) is { } line)
            {
                if (line.StartsWith('{'))
                {
                    return JsonSerializer.Deserialize<LoadReport>(line)!; // an object is not null
                }

                await measuring(line);
            }

            throw new CliException(ExitCode.Failed, "The load generator ended without a report; what it said is above.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Failed, "The load generator did not end in time.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
