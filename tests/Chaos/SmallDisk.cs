using System.Diagnostics;
using Triage.TestKit;

namespace Triage.Chaos;

/// <summary>A file system of its own that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private SmallDisk() => Path = Directory.CreateDirectory(System.IO.Path.Combine(_directory.Path, "disk")).FullName;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Skips the test where nobody may mount.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        var disk = new SmallDisk();
        var image = System.IO.Path.Combine(disk._directory.Path, "image");
        using (var file = File.Create(image))
        {
            file.SetLength(megabytes * 1024L * 1024);
        }

        var mounted = Run("mkfs.ext4", "-q", "-m", "0", image) && Run("mount", "-o", "loop", image, disk.Path);
        if (!mounted)
        {
            disk._directory.Dispose();
            Assert.Skip("This user may not mount a file system, so no disk can be filled.");
        }

        return disk;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        for (var size = block.Length; size >= 512;)
        {
            try
            {
                file.Write(block, 0, size);
                file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", Path);
        _directory.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!; // null only with UseShellExecute
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
