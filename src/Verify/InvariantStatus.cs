namespace Triage.Verify;

public enum InvariantStatus
{
    Ok = 1,
    Violated = 2,

    /// <summary>What it speaks of is not built yet: never reported as ok.</summary>
    NotBuilt = 3,

    /// <summary>It needs the record of a run, and none was given.</summary>
    NotAsked = 4,
}
