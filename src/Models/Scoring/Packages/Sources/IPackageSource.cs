namespace Triage.Models.Scoring.Packages.Sources;

/// <summary>Where a package's files come from. It says what is there before anything of it is opened.</summary>
public interface IPackageSource
{
    /// <summary>All that is there, listed or not.</summary>
    /// <exception cref="ModelPackageException">Something is there that no package may have.</exception>
    IReadOnlyList<PackageEntry> Entries();

    /// <returns>As many bytes as the entry said, or fewer.</returns>
    byte[] Read(PackageEntry entry);
}
