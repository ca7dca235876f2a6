using System.Collections.Immutable;

namespace Triage.Training.Priority;

/// <summary>The scenarios that come with the product, by name.</summary>
public static class ShippedScenarios
{
    /// <summary>The first is the one that figures are quoted from.</summary>
    public static readonly ImmutableArray<string> Names = ["hospital-group", "overload", "light-load", "clinics"];

    /// <returns><c>null</c> for a name that is not shipped.</returns>
    public static string? TextOf(string name)
    {
        using var stream = typeof(ShippedScenarios).Assembly.GetManifestResourceStream($"{name}.scenario.yaml");
        using var reader = stream is null ? null : new StreamReader(stream);
        return reader?.ReadToEnd();
    }
}
