namespace Triage.Models.Scoring.Packages.Sources;

/// <summary>A package whose files are at hand already.</summary>
public sealed class MemoryPackage(IReadOnlyDictionary<string, byte[]> files) : IPackageSource
{
    public IReadOnlyList<PackageEntry> Entries() => [.. files.Select(file => new PackageEntry(file.Key, file.Value.Length))];

    public byte[] Read(PackageEntry entry) => files[entry.Name];
}
