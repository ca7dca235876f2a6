namespace Triage.Training.Duplicates;

/// <summary>What a threshold rests on.</summary>
public enum ThresholdBasis
{
    /// <summary>Both promises hold by the nearer end of their intervals.</summary>
    Bounded,

    /// <summary>Both held on what it was chosen on, and too little came for an interval to say so.</summary>
    Estimated,

    /// <summary>No threshold keeps both: nothing is flagged.</summary>
    Unreached,
}
