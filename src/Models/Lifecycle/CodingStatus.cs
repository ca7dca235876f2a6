namespace Triage.Models.Lifecycle;

/// <summary>Whether the lines' codes can be relied on. Numbers equal the contract's.</summary>
public enum CodingStatus : byte
{
    Uncoded = 1,
    Suggested = 2,
    Queried = 3,
    Confirmed = 4,
    Recoded = 5,
}
