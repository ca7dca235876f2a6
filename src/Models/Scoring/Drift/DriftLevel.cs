namespace Triage.Models.Scoring.Drift;

/// <summary>Numbers equal the contract's. The limits are those that credit scoring reads the index by (Siddiqi, Credit Risk Scorecards, 2006).</summary>
public enum DriftLevel : byte
{
    /// <summary>Below 0.1, or no more than chance gives samples of these sizes.</summary>
    Stable = 1,

    /// <summary>From 0.1.</summary>
    Moderate = 2,

    /// <summary>From 0.25.</summary>
    Large = 3,
}
