namespace Triage.Models.Gating;

public enum CheckOutcome : byte
{
    /// <summary>The invoice or its source lacks what the check needs: neither good nor bad.</summary>
    NotApplicable = 0,
    Passed = 1,
    Failed = 2,
}
