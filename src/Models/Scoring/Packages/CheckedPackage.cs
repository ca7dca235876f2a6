using Triage.Models.Scoring.Packages.Signing;

namespace Triage.Models.Scoring.Packages;

/// <summary>A package of which every model can be served and scores here as it did where it was trained.</summary>
/// <param name="Contents">The very bytes that were checked: what is kept of it must be these.</param>
/// <param name="SignedBy">Whose key vouches for it.</param>
public sealed record CheckedPackage(PackageContents Contents, TrustedKey SignedBy)
{
    public ModelManifest Manifest => Contents.Manifest;
}
