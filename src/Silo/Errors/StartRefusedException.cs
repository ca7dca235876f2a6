namespace Triage.Silo.Errors;

/// <summary>The service cannot start as it is asked to; the message says why and what to do.</summary>
internal sealed class StartRefusedException(int exitCode, string message) : Exception(message)
{
    public const int BadSettings = 2;
    public const int Unreachable = 3;

    public int ExitCode => exitCode;
}
