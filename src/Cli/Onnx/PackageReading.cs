using Triage.Cli.Keys;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Cli.Onnx;

/// <summary>Packages that the user's own trust list vouches for.</summary>
internal static class PackageReading
{
    /// <exception cref="ModelPackageException">It is not trusted, or a model in it is broken.</exception>
    public static ScorerSet Scorers(string directory, KeyDirectory keys) => ModelPackageReader.Read(new DirectoryPackage(directory), keys.Read(), broken => throw broken).Scorers;

    /// <exception cref="ModelPackageException">It is not trusted, or a model in it is broken.</exception>
    public static PackageContents Contents(string directory, KeyDirectory keys) => ModelPackageReader.CheckModels(new DirectoryPackage(directory), keys.Read()).Contents;
}
