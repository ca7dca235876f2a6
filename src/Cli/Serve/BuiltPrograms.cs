namespace Triage.Cli.Serve;

/// <summary>Programs of the repository that are started, never linked.</summary>
internal static class BuiltPrograms
{
    /// <summary>Beside the build's output folder artifacts/bin/Cli/release.</summary>
    public static string Find(string project)
    {
        var assembly = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../{project}/release/Triage.{project}.dll"));
        return File.Exists(assembly)
            ? assembly
            : throw new CliException(ExitCode.Failed, $"{assembly} is missing. Run ./triage from the repository, it builds what it needs.");
    }
}
