using System.Diagnostics;
using Triage.Cli.Serve;

namespace Triage.Cli.Bench;

/// <summary>The pure parts, measured in a process of their own by a program that knows how.</summary>
internal static class MicroBenchmarks
{
    /// <param name="arguments">Of that program.</param>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [BuiltPrograms.Find("Micro"), .. arguments]) { WorkingDirectory = Path.GetTempPath() })!; // null only with UseShellExecute
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? ExitCode.Ok : ExitCode.Failed;
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
