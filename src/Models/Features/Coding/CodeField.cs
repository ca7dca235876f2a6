namespace Triage.Models.Features.Coding;

/// <summary>What of a line can be suggested. The numbers are stored.</summary>
public enum CodeField
{
    AccountCode = 1,

    /// <summary>The line's, else the invoice's.</summary>
    CostCentre = 2,
    ServiceCode = 3,
}
