namespace Triage.Models.History;

/// <summary>The numbers are stored; they are never reused.</summary>
public enum WaitingKind : byte
{
    Nothing = 0,

    /// <summary>Must be judged; the scanner does it when the grain that began did not finish.</summary>
    Due = 1,

    /// <summary>A person's answer.</summary>
    Review = 2,

    /// <summary>A reference, or the deadline.</summary>
    Hold = 3,

    /// <summary>The host's report of what it did.</summary>
    Host = 4,
}
