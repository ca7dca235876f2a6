namespace Triage.Models.Gating;

/// <summary>Who may resolve an exception.</summary>
public enum ResolverRole : byte
{
    Reviewer = 1,

    /// <summary>A reviewer with coding credentials.</summary>
    Coder = 2,

    /// <summary>A reviewer with the authority that the exception is about: limits, credits, suspected duplicates.</summary>
    Supervisor = 3,

    /// <summary>Supplier standing and bank details: never the person who reviews the invoice alone.</summary>
    Compliance = 4,
}
