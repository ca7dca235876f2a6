namespace Triage.Models.Replay;

/// <summary>Why a verdict is not computed again, or did not come out the same. Numbers equal the contract's.</summary>
public enum ReplayProblem : byte
{
    /// <summary>Another outcome, other reasons, other scores: the details name the members.</summary>
    VerdictDiffers = 1,

    /// <summary>The features that the past gives are not those that were kept.</summary>
    FeaturesDiffer = 2,

    /// <summary>Features were kept, and are gone or not those that the verdict names.</summary>
    FeaturesDamaged = 3,

    /// <summary>The service was told not to keep features; only its past can be asked.</summary>
    FeaturesNotKept = 4,

    /// <summary>The verdict was made before what it rests on was written down.</summary>
    BasisNotKept = 5,

    ModelsUnknown = 6,
    ModelsDamaged = 7,
    PolicyUnknown = 8,
    PolicyDamaged = 9,
    MasterDataUnknown = 10,
    MasterDataDamaged = 11,

    /// <summary>This build does not carry the gate that gave it.</summary>
    GateUnknown = 12,
    HistoryDamaged = 13,

    /// <summary>The feed was restored since, or the ledger that profiles began from is another.</summary>
    PastUnknown = 14,
}
