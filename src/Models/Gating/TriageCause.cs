namespace Triage.Models.Gating;

/// <summary>What made triage judge (again). Numbers equal the contract's.</summary>
public enum TriageCause : byte
{
    Received = 1,
    ReferenceProvided = 2,
    HoldExpired = 3,
    RetriageRequested = 4,
    MasterDataChanged = 6,
}
