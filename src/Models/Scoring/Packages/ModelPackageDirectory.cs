namespace Triage.Models.Scoring.Packages;

/// <summary>Opens a package's files by their names.</summary>
public static class ModelPackageDirectory
{
    /// <returns>The bytes of a file; <c>null</c> where there is none.</returns>
    public static Func<string, byte[]?> Of(string directory) => name =>
    {
        var path = Path.Combine(directory, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    };
}
