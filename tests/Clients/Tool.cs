using System.Diagnostics;

namespace Triage.Clients;

/// <summary>A program of the system that a client needs. Where it is missing, the test says so and is skipped.</summary>
/// <param name="Package">What Debian calls the package that has it.</param>
internal sealed record Tool(string Path, string Package)
{
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(3);

    /// <summary>The contract and what it imports.</summary>
    public static string Protos => Beside("protos");

    /// <summary>What the build laid beside the tests.</summary>
    public static string Beside(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, name);

    /// <summary>A folder under artifacts/ for what a client generates or installs.</summary>
    public static string Workshop(string name) => Directory.CreateDirectory(System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "../../../clients", name))).FullName;

    public static Tool Require(string program, string package)
    {
        var folders = System.IO.Path.IsPathRooted(program) ? [""] : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var found = folders.Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, Missing(program, package));
        return new(found!, package); // skipped above where it is null
    }

    public static string Missing(string what, string package) => $"{what} is not installed here; in Debian the package is {package}, and ./triage test as root installs it.";

    public async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var (exitCode, output, errors) = await TryAsync(arguments, cancellationToken, environment, folder);
        Assert.True(exitCode == 0, $"{Path} ended with {exitCode}.\n{errors}\n{output}");
        return output;
    }

    public async Task<(int ExitCode, string Output, string Errors)> TryAsync(
        IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!; // null only with UseShellExecute
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(RunMax);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            var errors = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
