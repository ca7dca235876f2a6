using System.Runtime.InteropServices;

namespace Triage.Storage;

/// <summary>
/// Invoices name patients and accounts: whatever this process writes is its owner's alone, in a shared
/// directory too. SQLite and the log make their files themselves, so the process's mask decides.
/// </summary>
public static class OwnedFiles
{
    private const uint OthersMayNothing = 0b000_111_111;

    public static void FromNowOn()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Mask(OthersMayNothing);
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Mask(uint mode);
}
