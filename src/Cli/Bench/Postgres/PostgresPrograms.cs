using System.Diagnostics;

namespace Triage.Cli.Bench.Postgres;

/// <summary>PostgreSQL's own programs, run as a user that they accept: initdb and the server refuse root.</summary>
internal static class PostgresPrograms
{
    private const string ServiceUser = "postgres";

    // Debian's place first, then whatever the PATH has.
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary><c>null</c> where PostgreSQL is not installed.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <returns>What it wrote on standard output.</returns>
    /// <exception cref="CliException">It ended with another exit code than 0.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Start(program, arguments))!; // null only with UseShellExecute
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output
            : throw new CliException(ExitCode.Failed, $"{program} ended with exit code {process.ExitCode}: {(await error).Trim()}");
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var path = Path.Combine(Folder ?? throw new CliException(ExitCode.Failed, "PostgreSQL is not installed: apt-get install postgresql, or --store sqlite."), program);
        return Environment.IsPrivilegedProcess
            ? Redirected("setpriv", [$"--reuid={ServiceUser}", $"--regid={ServiceUser}", "--init-groups", path, .. arguments])
            : Redirected(path, arguments);
    }

    private static ProcessStartInfo Redirected(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        // A folder that the other user may stand in.
        WorkingDirectory = "/",
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static string? FindFolder()
    {
        var folders = Directory.Exists(DebianRoot)
            ? Directory.GetDirectories(DebianRoot).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
