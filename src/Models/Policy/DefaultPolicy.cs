namespace Triage.Models.Policy;

/// <summary>The policy in force until a tenant has its own.</summary>
public static class DefaultPolicy
{
    public const string ResourceName = "default.policy.yaml";

    public static TriagePolicy Load()
    {
        using var stream = typeof(DefaultPolicy).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return PolicyParser.Parse(reader.ReadToEnd()) switch
        {
            PolicyParseResult.Parsed parsed => parsed.Policy,
            PolicyParseResult.Refused refused => throw new InvalidOperationException(string.Join(Environment.NewLine, refused.Errors)),
            _ => throw new InvalidOperationException("A parse result is either of the two."),
        };
    }
}
