namespace Triage.Models.MasterData;

/// <summary>What is kept apart and versioned by itself. Numbers equal the contract's; they are stored and never reused.</summary>
public enum MasterDataKind : byte
{
    Suppliers = 1,
    Codes = 2,
    Facilities = 3,
    Calendars = 4,
}
