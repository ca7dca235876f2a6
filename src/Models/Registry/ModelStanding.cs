namespace Triage.Models.Registry;

/// <summary>Where a version stands.</summary>
public enum ModelStanding : byte
{
    None = 0,

    /// <summary>There, and used for nothing; it may have been in force before.</summary>
    Registered = 1,

    /// <summary>Scores beside the version in force; no verdict rests on it.</summary>
    Shadow = 2,
    InForce = 3,

    /// <summary>For good. Its files stay, because verdicts may rest on them.</summary>
    Retired = 4,
}
