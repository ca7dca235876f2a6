namespace Triage.Models.Policy;

/// <summary>The policy that is in force where none is configured: it clears nothing, in shadow mode.</summary>
public static class DefaultPolicy
{
    public static TriagePolicy Load()
    {
        using var stream = typeof(DefaultPolicy).Assembly.GetManifestResourceStream("default.policy.yaml")
            ?? throw new InvalidOperationException("The assembly lacks its default policy.");
        using var reader = new StreamReader(stream);
        return PolicyParser.Parse(reader.ReadToEnd());
    }
}
