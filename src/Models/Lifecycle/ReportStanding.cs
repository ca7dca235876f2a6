namespace Triage.Models.Lifecycle;

/// <summary>What became of a report. Numbers equal the contract's.</summary>
public enum ReportStanding : byte
{
    /// <summary>It moved a status, or gave the reference.</summary>
    Applied = 1,

    /// <summary>It says what is so already: another system's word for the same, or something that later words have overtaken.</summary>
    Agreed = 2,

    /// <summary>It came before what it rests on, and is applied when that comes.</summary>
    Kept = 3,

    /// <summary>It cannot be true beside the others: a person looks at it.</summary>
    Contradictory = 4,
}
