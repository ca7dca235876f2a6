namespace Triage.Models.Scoring.Packages.Sources;

/// <summary>A directory that holds a package and nothing else.</summary>
public sealed class DirectoryPackage(string directory) : IPackageSource
{
    public IReadOnlyList<PackageEntry> Entries()
    {
        var inside = new DirectoryInfo(directory);
        if (!inside.Exists)
        {
            throw new ModelPackageException(ModelManifest.FileName, $"is missing: there is no directory {directory}");
        }

        var entries = new List<PackageEntry>();
        foreach (var one in inside.EnumerateFileSystemInfos())
        {
            PackageLimits.CheckName(one.Name);
            if (one.LinkTarget is not null || one.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                throw new ModelPackageException(one.Name, "is a symbolic link: a package has files alone");
            }

            entries.Add(one is FileInfo file ? new(file.Name, file.Length) : throw new ModelPackageException(one.Name, "is a directory: a package has files alone"));
            PackageLimits.CheckCount(entries.Count);
        }

        return [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    public byte[] Read(PackageEntry entry)
    {
        if (entry.Bytes == 0)
        {
            return []; // a pipe says so too, and whoever opens one waits
        }

        using var file = File.OpenRead(Path.Combine(directory, entry.Name));
        var bytes = new byte[entry.Bytes];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
