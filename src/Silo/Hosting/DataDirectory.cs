using System.Text.Json;

namespace Triage.Silo.Hosting;

/// <summary>The folder of the service's state, used by one process at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    private string ServiceFile => System.IO.Path.Combine(Path, "service.json");

    /// <summary><c>null</c> where another process has it.</summary>
    public static DataDirectory? TryOpen(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Says where the service listens: a line on standard output and a file for those who come later.</summary>
    public void Announce(string grpc, string http)
    {
        var ready = JsonSerializer.Serialize(new { ready = true, grpc, http, pid = Environment.ProcessId });
        File.WriteAllText($"{ServiceFile}.new", ready);
        File.Move($"{ServiceFile}.new", ServiceFile, overwrite: true);
        Console.Out.WriteLine(ready);
        Console.Out.Flush();
    }

    public void Dispose()
    {
        File.Delete(ServiceFile);
        _lock.Dispose();
    }
}
