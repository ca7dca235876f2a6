namespace Triage.Models.Gating;

/// <summary>What made triage judge (again). Numbers equal the contract's.</summary>
public enum TriageCause : byte
{
    Received = 1,
    ReferenceProvided = 2,
    HoldExpired = 3,
    RetriageRequested = 4,

    /// <summary>The host's time to report what it did passed.</summary>
    HostSilent = 5,
    MasterDataChanged = 6,

    /// <summary>What another system reported gives a person something to look at, or takes it away.</summary>
    StatusReported = 7,
}
