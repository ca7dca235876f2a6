using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>A policy document that is not one; holds every error at once.</summary>
public sealed class PolicyException(ImmutableArray<PolicyError> errors)
    : Exception($"The policy has {errors.Length} error(s):{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public ImmutableArray<PolicyError> Errors { get; } = errors;
}
