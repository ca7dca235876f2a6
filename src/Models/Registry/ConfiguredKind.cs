namespace Triage.Models.Registry;

/// <summary>What a service brings with it when it starts, beside the registry. The numbers are stored.</summary>
public enum ConfiguredKind : byte
{
    Policy = 1,
    Gate = 2,

    /// <summary>A package that the configuration names.</summary>
    Models = 3,
}
