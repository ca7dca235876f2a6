using Triage.Silo.Errors;
using Triage.Storage;

namespace Triage.Silo.Data;

/// <summary>Holds the data directory for this process: two silos on one store would each believe to be the only writer.</summary>
internal sealed class DataDirectory : IDisposable
{
    public const int InUseExitCode = 3;

    private readonly FileStream held;

    private DataDirectory(FileStream held) => this.held = held;

    /// <exception cref="StartRefusedException">Another process holds it, or it cannot be written.</exception>
    public static DataDirectory Hold(string directory)
    {
        OwnedFiles.FromNowOn(); // the first file is made below
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            // The lock ends with the process, however it ends; the file stays, because deleting it would let two hold "the" lock.
            return new(new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefusedException(InUseExitCode, $"The data directory '{directory}' cannot be written. Choose another with Data:Directory.");
        }
        catch (IOException)
        {
            throw new StartRefusedException(
                InUseExitCode,
                $"The data directory '{directory}' is in use by another process, or cannot be made. Stop that process, or choose another directory with Data:Directory.");
        }
    }

    public void Dispose() => held.Dispose();
}
