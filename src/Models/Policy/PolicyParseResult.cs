using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>Either a policy or everything that is wrong with the text.</summary>
public abstract record PolicyParseResult
{
    private PolicyParseResult()
    {
    }

    public sealed record Parsed(TriagePolicy Policy) : PolicyParseResult;

    /// <param name="Errors">At least one, in the order of the text.</param>
    public sealed record Refused(ImmutableArray<PolicyError> Errors) : PolicyParseResult;
}
