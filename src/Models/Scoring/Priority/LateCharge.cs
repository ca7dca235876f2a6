namespace Triage.Models.Scoring.Priority;

/// <summary>What is owed once for paying late, by the size of the debt. In minor units of the reference currency.</summary>
public readonly record struct LateCharge(long FromMinor, long ChargeMinor);
