namespace Triage.Models.Scoring.Packages.Signing;

/// <summary>What a key may still do.</summary>
public enum KeyState
{
    Active,

    /// <summary>What it signed holds; it signs no more.</summary>
    Rotated,

    /// <summary>Nothing that it signed holds, whenever it did.</summary>
    Revoked,
}
