using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

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

    /// <summary>Whole or not at all, and the first of many counts: <c>false</c>, and nothing is changed, where the file is there.</summary>
    public static bool TryCreate(string path, string text)
    {
        OwnedDirectory.Create(Path.GetDirectoryName(Path.GetFullPath(path))!); // a full path of a file has a folder
        var aside = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        try
        {
            WriteThrough(aside, text);
            return TryName(aside, path);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Whole or not at all: a reader finds the old text or the new.</summary>
    public static void Replace(string path, string text)
    {
        OwnedDirectory.Create(Path.GetDirectoryName(Path.GetFullPath(path))!); // a full path of a file has a folder
        var aside = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        try
        {
            WriteThrough(aside, text);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static void WriteThrough(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    // File.Move that must not overwrite looks first and renames then on Unix, so that two can both win; a second name can be given once.
    private static bool TryName(string aside, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(aside, path, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(path))
            {
                return false;
            }
        }

        if (Link(aside, path) == 0)
        {
            return true;
        }

        var failed = new Win32Exception(Marshal.GetLastPInvokeError());
        return File.Exists(path) ? false : throw new IOException($"{path} can't be made: {failed.Message}.", failed);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string of, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Mask(uint mode);
}
