using System.Collections.ObjectModel;
using System.IO.Compression;

namespace Triage.Models.Scoring.Packages.Sources;

/// <summary>A zip that holds a package's files side by side; read in memory, never unpacked to a disk.</summary>
public sealed class ZipPackage : IPackageSource, IDisposable
{
    private const int FileTypeMask = 0xF000;
    private const int SymbolicLink = 0xA000;

    private readonly ZipArchive _zip;

    /// <exception cref="ModelPackageException">These bytes are no zip, or one of too many files.</exception>
    public ZipPackage(byte[] bytes)
    {
        // Before the archive makes an object of each: in what is compressed this does not occur by chance so often.
        PackageLimits.CheckCount(bytes.AsSpan().Count("PK\u0001\u0002"u8));
        try
        {
            _zip = new(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        }
        catch (InvalidDataException)
        {
            throw new ModelPackageException("The package", "is not a zip file, or is damaged");
        }
    }

    public IReadOnlyList<PackageEntry> Entries()
    {
        var entries = new List<PackageEntry>();
        foreach (var entry in Listed())
        {
            PackageLimits.CheckName(entry.FullName);
            if (((entry.ExternalAttributes >> 16) & FileTypeMask) == SymbolicLink)
            {
                throw new ModelPackageException(entry.FullName, "is a symbolic link: a package has files alone");
            }

            entries.Add(new(entry.FullName, entry.Length));
        }

        return entries;
    }

    /// <exception cref="ModelPackageException">It holds more than it says, or cannot be read.</exception>
    public byte[] Read(PackageEntry entry)
    {
        try
        {
            using var inside = (_zip.GetEntry(entry.Name) ?? throw new ModelPackageException(entry.Name, "is missing")).Open();
            // What it says of its size is the sender's word: memory is taken as bytes come.
            var read = new MemoryStream();
            var buffer = new byte[81920];
            for (int count; (count = inside.Read(buffer)) > 0;)
            {
                if (read.Length + count > entry.Bytes)
                {
                    throw new ModelPackageException(entry.Name, $"unpacks to more than the {entry.Bytes} bytes that the zip says");
                }

                read.Write(buffer, 0, count);
            }

            return read.ToArray();
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException)
        {
            throw new ModelPackageException(entry.Name, "cannot be unpacked: the zip is damaged, or packed in a way that is not known here");
        }
    }

    // The list is read when it is first asked for.
    private ReadOnlyCollection<ZipArchiveEntry> Listed()
    {
        try
        {
            return _zip.Entries;
        }
        catch (InvalidDataException)
        {
            throw new ModelPackageException("The package", "is a damaged zip file: its list of files cannot be read");
        }
    }

    public void Dispose() => _zip.Dispose();
}
