namespace Triage.Models.Registry;

/// <summary>What the last action says; all that a process needs to know whether anything changed.</summary>
/// <param name="Number">0: no version was ever registered.</param>
public readonly record struct RegistryPoint(long Number, string? InForce, string? Shadow);
