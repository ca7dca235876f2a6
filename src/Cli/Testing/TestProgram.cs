using System.Diagnostics;

namespace Triage.Cli.Testing;

/// <summary>One built test project, run as the program that it is.</summary>
internal sealed record TestProgram(string Name, string Assembly)
{
    private const int LastLinesMax = 30;
    // Of Microsoft.Testing.Platform: no test ran.
    private const int ZeroTests = 8;

    /// <summary>Those whose sources exist: an artifact of a project that is gone is not run.</summary>
    public static IReadOnlyList<TestProgram> FindAll(string root) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("<IsTestProject>true</IsTestProject>", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Order(StringComparer.Ordinal)
            .Select(name => new TestProgram(name, Path.Combine(root, "artifacts/bin", name, "release", $"Triage.{name}.dll"))),
    ];

    public async Task RunAsync(TestTotals totals, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"── {Name}");
        if (!File.Exists(Assembly))
        {
            await output.WriteLineAsync($"Not built: {Assembly}");
            totals.AddDeath();
            return;
        }

        using var process = Process.Start(new ProcessStartInfo("dotnet", [Assembly]) { RedirectStandardOutput = true })!; // null only with UseShellExecute
        var lastLines = new Queue<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                await output.WriteLineAsync(line);
                lastLines.Enqueue(line);
                if (lastLines.Count > LastLinesMax)
                {
                    lastLines.Dequeue();
                }
            }

            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        int failedBefore = totals.Failed;
        bool counted = totals.Add([.. lastLines]);
        bool explained = totals.Failed > failedBefore || process.ExitCode is 0 or ZeroTests;
        if (!counted || !explained)
        {
            await output.WriteLineAsync($"{Name} ended with exit code {process.ExitCode} and says no reason in its totals.");
            totals.AddDeath();
        }
    }
}
