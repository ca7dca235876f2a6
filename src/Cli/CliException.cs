namespace Triage.Cli;

/// <summary>Ends the command with a sentence that tells what to do.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
