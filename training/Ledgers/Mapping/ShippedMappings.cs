namespace Triage.Training.Ledgers;

/// <summary>The mappings that come with the product, by name.</summary>
public static class ShippedMappings
{
    private const string Ending = ".mapping.yaml";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Mappings");

    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*" + Ending).Select(file => Path.GetFileName(file)[..^Ending.Length]).Order(StringComparer.Ordinal)]
        : [];

    /// <returns><c>null</c> for a name that is not shipped.</returns>
    public static string? PathOf(string name) => Names.Contains(name) ? Path.Combine(Folder, name + Ending) : null;
}
