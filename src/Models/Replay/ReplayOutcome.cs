namespace Triage.Models.Replay;

/// <summary>What came of computing a verdict again. Numbers equal the contract's.</summary>
public enum ReplayOutcome : byte
{
    /// <summary>The same, bit for bit.</summary>
    Equal = 1,

    /// <summary>The same but for the last digit of probabilities, which another processor may round otherwise.</summary>
    Near = 2,

    Different = 3,

    /// <summary>Something that it rests on is not here, or is damaged.</summary>
    Impossible = 4,
}
