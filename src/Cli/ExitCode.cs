namespace Triage.Cli;

/// <summary>What scripts rely on; the README lists them.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;
    public const int Violated = 4;

    /// <summary>Some invoices were refused or some rows were bad; the rest went through.</summary>
    public const int Incomplete = 5;

    /// <summary>Ctrl-C before the end, as shells count it: 128 and the signal.</summary>
    public const int Interrupted = 130;
}
