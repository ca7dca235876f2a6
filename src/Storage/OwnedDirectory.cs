namespace Triage.Storage;

/// <summary>Invoices name patients and accounts, and the key beside them mints tokens: a folder that is made for them is its owner's alone.</summary>
public static class OwnedDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Folders above it that are missing are made alike; one that exists stays as somebody meant it.</summary>
    public static void Create(string path)
    {
        if (Path.GetDirectoryName(path.TrimEnd('/')) is { Length: > 0 } above && !Directory.Exists(above))
        {
            Create(above);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly);
    }
}
