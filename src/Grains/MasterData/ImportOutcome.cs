namespace Triage.Grains.MasterData;

/// <summary>What became of a file. Numbers equal the contract's.</summary>
public enum ImportOutcome
{
    /// <summary>A new version, in force.</summary>
    Imported = 1,

    /// <summary>The version in force has these very bytes: nothing was done.</summary>
    Unchanged = 2,

    /// <summary>A dry run: it would be imported.</summary>
    WouldImport = 3,

    /// <summary>Something is wrong with the file: nothing was done.</summary>
    Refused = 4,

    /// <summary>Another version is in force than the caller expected: nothing was done.</summary>
    Overtaken = 5,

    /// <summary>Restore: there is no such version.</summary>
    NotFound = 6,
}
