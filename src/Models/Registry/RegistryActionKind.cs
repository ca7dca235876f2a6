namespace Triage.Models.Registry;

/// <summary>What is done with versions. The numbers are stored and stand in the contract.</summary>
public enum RegistryActionKind : byte
{
    Registered = 1,
    ShadowStarted = 2,
    ShadowStopped = 3,
    Promoted = 4,
    RolledBack = 5,
    Retired = 6,
}
