namespace Triage.Models.Gating;

/// <summary>What triage says of an invoice. Numbers equal the contract's; 0 means none.</summary>
public enum VerdictKind : byte
{
    None = 0,
    Pending = 1,
    Clear = 2,
    Review = 3,
    Hold = 4,
}
