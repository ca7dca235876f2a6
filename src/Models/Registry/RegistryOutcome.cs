namespace Triage.Models.Registry;

/// <summary>What became of a write.</summary>
public enum RegistryOutcome : byte
{
    Written = 1,

    /// <summary>Another action has the number, or the key: nothing was written.</summary>
    Overtaken = 2,

    /// <summary>The database refused a promotion by who trained or registered the version.</summary>
    SamePerson = 3,
}
