namespace Triage.Models.Features.Coding;

/// <summary>What of a line can be suggested. The numbers are stored; 0 is what was meant before there were others.</summary>
public enum CodeField
{
    AccountCode = 0,

    /// <summary>The line's, else the invoice's.</summary>
    CostCentre = 1,
    ServiceCode = 2,
}
